// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.hvcr.agent.host.wmi.CimType;
import io.hvcr.agent.host.wmi.WmiObject;
import io.hvcr.agent.host.wmi.WmiProperty;
import io.hvcr.agent.host.wmi.WmiSchema;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * VARIANTs as WMI itself writes and demands them, written from the table of contract 4.3 and apart from the client's conversion: what
 * the one gets wrong, the other does not repeat.
 */
final class ServerVariant {

    private final ComServer server;
    private final Ole.OleAut32 api;

    ServerVariant(ComServer server) {
        this.server = server;
        this.api = server.api();
    }

    /** Fills a VARIANT of the client's. */
    void write(Pointer variant, WmiProperty property) {
        Object value = property.value();
        if (value == null) {
            variant.setShort(0, (short) 1);
        } else if (property.array()) {
            List<?> values = (List<?>) value;
            int tag = tag(property.type());
            Pointer array = server.array(tag, values.size());
            PointerByReference data = new PointerByReference();
            api.SafeArrayAccessData(array, data);
            for (int i = 0; i < values.size(); i++) {
                writeOne(data.getValue(), (long) i * width(tag), property.type(), values.get(i));
            }
            api.SafeArrayUnaccessData(array);
            variant.setShort(0, (short) (0x2000 | tag));
            variant.setPointer(8, array);
        } else {
            writeOne(variant, 8, property.type(), value);
            variant.setShort(0, (short) tag(property.type()));
        }
    }

    private void writeOne(Pointer at, long offset, CimType type, Object value) {
        switch (type) {
            case BOOLEAN -> at.setShort(offset, (short) (Boolean.TRUE.equals(value) ? 0xFFFF : 0));
            case UINT8 -> at.setByte(offset, ((Number) value).byteValue());
            case SINT8, SINT16, CHAR16 -> at.setShort(offset, ((Number) value).shortValue());
            case UINT16, SINT32, UINT32 -> at.setInt(offset, ((Number) value).intValue());
            case REAL32 -> at.setFloat(offset, ((Number) value).floatValue());
            case REAL64 -> at.setDouble(offset, ((Number) value).doubleValue());
            case SINT64, UINT64, STRING, DATETIME, REFERENCE -> at.setPointer(offset, server.bstr(value.toString()));
            case OBJECT -> at.setPointer(offset, new ServerClassObject(server, (WmiObject) value, null).pointer());
        }
    }

    /** Reads what the client put; null where the tag is not the one that the declared type demands. */
    @Nullable
    WmiProperty read(Pointer variant, WmiSchema.Column column) {
        int tag = variant.getShort(0) & 0xFFFF;
        if (tag == 1) {
            return new WmiProperty(column.name(), column.type(), column.array(), null);
        }
        int wanted = tag(column.type()) | (column.array() ? 0x2000 : 0);
        if (tag != wanted) {
            server.mistake(column.name() + " of type " + column.type() + " came as VT " + tag + ", not " + wanted);
            return null;
        }
        return new WmiProperty(
                column.name(),
                column.type(),
                column.array(),
                column.array() ? readAll(variant.getPointer(8), column.type()) : readOne(variant, 8, column.type()));
    }

    private List<Object> readAll(Pointer array, CimType type) {
        IntByReference upper = new IntByReference();
        PointerByReference data = new PointerByReference();
        api.SafeArrayGetUBound(array, 1, upper);
        api.SafeArrayAccessData(array, data);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i <= upper.getValue(); i++) {
            values.add(readOne(data.getValue(), (long) i * width(tag(type)), type));
        }
        api.SafeArrayUnaccessData(array);
        return values;
    }

    private Object readOne(Pointer at, long offset, CimType type) {
        return switch (type) {
            case BOOLEAN -> at.getShort(offset) == -1;
            case UINT8 -> (long) (at.getByte(offset) & 0xFF);
            case SINT8, SINT16 -> (long) at.getShort(offset);
            case CHAR16, UINT16 -> (long) (type == CimType.CHAR16 ? at.getShort(offset) & 0xFFFF : at.getInt(offset));
            case SINT32 -> (long) at.getInt(offset);
            case UINT32 -> at.getInt(offset) & 0xFFFFFFFFL;
            case REAL32 -> (double) at.getFloat(offset);
            case REAL64 -> at.getDouble(offset);
            case SINT64, UINT64 -> new BigInteger(text(at.getPointer(offset)));
            case STRING, DATETIME, REFERENCE -> text(at.getPointer(offset));
            case OBJECT -> throw new IllegalArgumentException("embedded objects are not put");
        };
    }

    String text(@Nullable Pointer bstr) {
        return bstr == null
                ? ""
                : new String(bstr.getByteArray(0, api.SysStringLen(bstr) * 2), StandardCharsets.UTF_16LE);
    }

    private static int tag(CimType type) {
        return switch (type) {
            case SINT8, SINT16, CHAR16 -> 2;
            case UINT16, SINT32, UINT32 -> 3;
            case REAL32 -> 4;
            case REAL64 -> 5;
            case SINT64, UINT64, STRING, DATETIME, REFERENCE -> 8;
            case BOOLEAN -> 11;
            case OBJECT -> 13;
            case UINT8 -> 17;
        };
    }

    private static int width(int tag) {
        return switch (tag) {
            case 17 -> 1;
            case 2, 11 -> 2;
            case 3, 4 -> 4;
            default -> 8;
        };
    }
}
