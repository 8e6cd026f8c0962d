// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.hvcr.agent.host.wmi.CimType;
import io.hvcr.agent.host.wmi.WmiProperty;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A VARIANT of ours, cleared by closing it, and the conversion of every CIM type both ways (contract 4.3).
 *
 * <p>WMI's choice of tags is peculiar and strict: {@code uint16}, {@code sint32} and {@code uint32} all travel as VT_I4, and 64-bit
 * integers as decimal text. A value under its natural tag is refused as a type mismatch. When reading, the tag decides how the
 * memory is read and the CIM type what the value means, so that a host with other habits is still understood.
 */
final class Variant implements AutoCloseable {

    static final int SIZE = 24;
    static final int DATA = 8;
    static final short VT_EMPTY = 0;
    static final short VT_NULL = 1;
    static final short VT_I2 = 2;
    static final short VT_I4 = 3;
    static final short VT_R4 = 4;
    static final short VT_R8 = 5;
    static final short VT_BSTR = 8;
    static final short VT_BOOL = 11;
    static final short VT_UNKNOWN = 13;
    static final short VT_I1 = 16;
    static final short VT_UI1 = 17;
    static final short VT_UI2 = 18;
    static final short VT_UI4 = 19;
    static final short VT_I8 = 20;
    static final short VT_UI8 = 21;
    static final short VT_ARRAY = 0x2000;

    private final Ole.OleAut32 api;
    private final Memory memory = new Memory(SIZE);

    /** An empty one, to be filled by a call. */
    Variant(Ole.OleAut32 api) {
        this.api = api;
        memory.clear();
        api.VariantInit(memory);
    }

    /** One that holds a value, in the tag that WMI wants for its type. */
    static Variant of(Ole.OleAut32 api, WmiProperty property) {
        Variant variant = new Variant(api);
        try {
            variant.set(property);
            return variant;
        } catch (RuntimeException e) {
            variant.close();
            throw e;
        }
    }

    Pointer pointer() {
        return memory;
    }

    @Override
    public void close() {
        api.VariantClear(memory);
    }

    private void set(WmiProperty property) {
        Object value = property.value();
        if (value == null) {
            memory.setShort(0, VT_NULL);
        } else if (property.array()) {
            List<?> values = (List<?>) value;
            short tag = tag(property.type());
            Pointer array = api.SafeArrayCreateVector(tag, 0, values.size());
            if (array == null) {
                throw new OutOfMemoryError("SafeArrayCreateVector of " + values.size() + " elements");
            }
            memory.setPointer(DATA, array);
            // From here on clearing the variant destroys the array with whatever it already holds.
            memory.setShort(0, (short) (VT_ARRAY | tag));
            fill(array, tag, property.type(), values);
        } else {
            store(memory, DATA, property.type(), value);
            memory.setShort(0, tag(property.type()));
        }
    }

    private void fill(Pointer array, short tag, CimType type, List<?> values) {
        PointerByReference data = new PointerByReference();
        check(api.SafeArrayAccessData(array, data));
        try {
            for (int i = 0; i < values.size(); i++) {
                store(data.getValue(), (long) i * size(tag), type, values.get(i));
            }
        } finally {
            api.SafeArrayUnaccessData(array);
        }
    }

    private void store(Pointer at, long offset, CimType type, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("an array holds no null");
        }
        switch (type) {
            case BOOLEAN -> at.setShort(offset, (short) ((Boolean) value ? -1 : 0));
            case UINT8 -> at.setByte(offset, ((Long) value).byteValue());
            case SINT8, SINT16, CHAR16 -> at.setShort(offset, ((Long) value).shortValue());
            case UINT16, SINT32, UINT32 -> at.setInt(offset, ((Long) value).intValue());
            case REAL32 -> at.setFloat(offset, ((Double) value).floatValue());
            case REAL64 -> at.setDouble(offset, (Double) value);
            case SINT64, UINT64, STRING, DATETIME, REFERENCE ->
                at.setPointer(offset, Bstr.allocate(api, value.toString()));
            case OBJECT -> throw new IllegalArgumentException("embedded objects are sent as text (contract 4.6)");
        }
    }

    /**
     * The value as plain Java.
     *
     * @param objects reads an embedded object; it must not keep the pointer
     */
    @Nullable
    Object value(CimType type, Function<Pointer, Object> objects) {
        short tag = memory.getShort(0);
        if (tag == VT_NULL || tag == VT_EMPTY) {
            return null;
        }
        if ((tag & VT_ARRAY) == 0) {
            return element(memory, DATA, tag, type, objects);
        }
        Pointer array = memory.getPointer(DATA);
        return array == null ? null : elements(api, array, (short) (tag & ~VT_ARRAY), type, objects);
    }

    /** The elements of an array that somebody else owns. */
    static List<Object> elements(
            Ole.OleAut32 api, Pointer array, short tag, CimType type, Function<Pointer, Object> objects) {
        if (api.SafeArrayGetDim(array) != 1) {
            throw new IllegalArgumentException("an array of several dimensions");
        }
        IntByReference lower = new IntByReference();
        IntByReference upper = new IntByReference();
        check(api.SafeArrayGetLBound(array, 1, lower));
        check(api.SafeArrayGetUBound(array, 1, upper));
        PointerByReference data = new PointerByReference();
        check(api.SafeArrayAccessData(array, data));
        try {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i <= upper.getValue() - lower.getValue(); i++) {
                values.add(read(api, data.getValue(), (long) i * size(tag), tag, type, objects));
            }
            return values;
        } finally {
            api.SafeArrayUnaccessData(array);
        }
    }

    private Object element(Pointer at, long offset, short tag, CimType type, Function<Pointer, Object> objects) {
        return read(api, at, offset, tag, type, objects);
    }

    private static Object read(
            Ole.OleAut32 api, Pointer at, long offset, short tag, CimType type, Function<Pointer, Object> objects) {
        return switch (tag) {
            case VT_BOOL -> at.getShort(offset) != 0;
            case VT_I1 -> integer(type, at.getByte(offset), 8);
            case VT_UI1 -> integer(type, Byte.toUnsignedLong(at.getByte(offset)), 8);
            case VT_I2 -> integer(type, at.getShort(offset), 16);
            case VT_UI2 -> integer(type, Short.toUnsignedLong(at.getShort(offset)), 16);
            case VT_I4 -> integer(type, at.getInt(offset), 32);
            case VT_UI4 -> integer(type, Integer.toUnsignedLong(at.getInt(offset)), 32);
            case VT_I8, VT_UI8 -> integer(type, at.getLong(offset), 64);
            case VT_R4 -> (double) at.getFloat(offset);
            case VT_R8 -> at.getDouble(offset);
            case VT_BSTR -> type.parse(Bstr.read(api, at.getPointer(offset)));
            case VT_UNKNOWN -> objects.apply(at.getPointer(offset));
            default -> throw new IllegalArgumentException("a VARIANT of type " + tag);
        };
    }

    /** Undoes the sign that an unsigned value got from the signed tag it travelled under. */
    private static Object integer(CimType type, long value, int bits) {
        if (type == CimType.BOOLEAN) {
            return value != 0;
        }
        BigInteger exact = BigInteger.valueOf(value);
        boolean unsigned = switch (type) {
            case UINT8, UINT16, UINT32, UINT64, CHAR16 -> true;
            case SINT8, SINT16, SINT32, SINT64, REAL32, REAL64, BOOLEAN, STRING, DATETIME, REFERENCE, OBJECT -> false;
        };
        return type.normalize(unsigned && exact.signum() < 0 ? exact.add(BigInteger.ONE.shiftLeft(bits)) : exact);
    }

    /** The tag under which WMI carries a type. */
    static short tag(CimType type) {
        return switch (type) {
            case BOOLEAN -> VT_BOOL;
            case UINT8 -> VT_UI1;
            case SINT8, SINT16, CHAR16 -> VT_I2;
            case UINT16, SINT32, UINT32 -> VT_I4;
            case SINT64, UINT64, STRING, DATETIME, REFERENCE -> VT_BSTR;
            case REAL32 -> VT_R4;
            case REAL64 -> VT_R8;
            case OBJECT -> VT_UNKNOWN;
        };
    }

    private static int size(short tag) {
        return switch (tag) {
            case VT_I1, VT_UI1 -> 1;
            case VT_I2, VT_UI2, VT_BOOL -> 2;
            case VT_I4, VT_UI4, VT_R4 -> 4;
            default -> 8;
        };
    }

    private static void check(int hresult) {
        if (Com.failed(hresult)) {
            throw new IllegalArgumentException("SAFEARRAY: " + Integer.toHexString(hresult));
        }
    }
}
