# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What ansible-test would otherwise fetch from Ansible's own file server: pip for a new virtual environment.

It takes pip from the interpreter itself, and the version that was asked for from the package index.
"""

import os
import subprocess
import sys

environ = {name: value for name, value in os.environ.items() if name != "GET_PIP"}
subprocess.check_call([sys.executable, "-m", "ensurepip", "--default-pip"], stdout=subprocess.DEVNULL, env=environ)
arguments = [argument for argument in sys.argv[1:] if argument not in ("--no-setuptools", "--no-wheel")]
if arguments:
    subprocess.check_call([sys.executable, "-m", "pip", "install", "-q"] + arguments, env=environ)
