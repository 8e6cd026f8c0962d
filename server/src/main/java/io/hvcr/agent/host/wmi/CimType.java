// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * The types of CIM properties and parameters, with the Java values that stand for them (contract 4.3).
 *
 * <p>Integers up to 64 bits signed are {@link Long}, {@code uint64} is {@link BigInteger}, reals are {@link Double},
 * {@code string}, {@code datetime} and references are {@link String}, an embedded object is a {@link WmiObject}. An array is a
 * {@link java.util.List} of these.
 */
public enum CimType {
    SINT8(16, "sint8"),
    UINT8(17, "uint8"),
    SINT16(2, "sint16"),
    UINT16(18, "uint16"),
    SINT32(3, "sint32"),
    UINT32(19, "uint32"),
    SINT64(20, "sint64"),
    UINT64(21, "uint64"),
    REAL32(4, "real32"),
    REAL64(5, "real64"),
    BOOLEAN(11, "boolean"),
    STRING(8, "string"),
    DATETIME(101, "datetime"),
    REFERENCE(102, "reference"),
    CHAR16(103, "char16"),
    OBJECT(13, "object");

    /** The flag that CIMTYPE numbers of arrays carry. */
    public static final int ARRAY_FLAG = 0x2000;

    private final int number;
    private final String text;

    CimType(int number, String text) {
        this.number = number;
        this.text = text;
    }

    /** The CIMTYPE number of a single value. */
    public int number() {
        return number;
    }

    /** The word of the XML attribute {@code TYPE}. */
    public String text() {
        return text;
    }

    /** The type with this CIMTYPE number, the array flag set or not. */
    public static Optional<CimType> of(int number) {
        for (CimType type : values()) {
            if (type.number == (number & ~ARRAY_FLAG)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The type with this word. */
    public static Optional<CimType> named(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        for (CimType type : values()) {
            if (type.text.equals(wanted)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The smallest and largest value of an integer type; nothing for the others. */
    private Optional<Range> range() {
        return switch (this) {
            case SINT8 -> Range.signed(8);
            case UINT8 -> Range.unsigned(8);
            case SINT16 -> Range.signed(16);
            case UINT16, CHAR16 -> Range.unsigned(16);
            case SINT32 -> Range.signed(32);
            case UINT32 -> Range.unsigned(32);
            case SINT64 -> Range.signed(64);
            case UINT64 -> Range.unsigned(64);
            case REAL32, REAL64, BOOLEAN, STRING, DATETIME, REFERENCE, OBJECT -> Optional.empty();
        };
    }

    /**
     * The value in the Java type that stands for this one.
     *
     * @throws IllegalArgumentException where the value is of another kind, or out of range
     */
    public Object normalize(Object value) {
        Optional<Range> range = range();
        if (range.isPresent()
                && value instanceof Number number
                && !(number instanceof Double || number instanceof Float)) {
            BigInteger exact = number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
            range.get().check(this, exact);
            return this == UINT64 ? (Object) exact : (Object) exact.longValueExact();
        }
        boolean fits = switch (this) {
            case REAL32, REAL64 -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case STRING, DATETIME, REFERENCE -> value instanceof String;
            case OBJECT -> value instanceof WmiObject;
            case SINT8, UINT8, SINT16, UINT16, SINT32, UINT32, SINT64, UINT64, CHAR16 -> false;
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    text + " cannot hold a " + value.getClass().getSimpleName());
        }
        return value instanceof Number real ? (Object) real.doubleValue() : value;
    }

    /**
     * Reads the text form that XML, MOF and 64-bit VARIANTs use.
     *
     * @throws IllegalArgumentException where the text is no value of this type
     */
    public Object parse(String value) {
        return switch (this) {
            case STRING, DATETIME, REFERENCE -> value;
            case BOOLEAN -> parseBoolean(value.strip());
            case REAL32, REAL64 -> Double.valueOf(value.strip());
            case SINT8, UINT8, SINT16, UINT16, SINT32, UINT32, SINT64, UINT64, CHAR16 ->
                normalize(new BigInteger(value.strip()));
            case OBJECT -> throw new IllegalArgumentException("an embedded object has no text form of its own");
        };
    }

    /** Writes the text form that {@link #parse} reads. */
    public String format(Object value) {
        return value instanceof Boolean flag ? (flag ? "TRUE" : "FALSE") : value.toString();
    }

    private static Boolean parseBoolean(String value) {
        if (value.equalsIgnoreCase("true") || value.equals("1")) {
            return Boolean.TRUE;
        }
        if (value.equalsIgnoreCase("false") || value.equals("0")) {
            return Boolean.FALSE;
        }
        throw new IllegalArgumentException("'" + value + "' is no boolean");
    }

    private record Range(BigInteger least, BigInteger most) {

        static Optional<Range> signed(int bits) {
            BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
            return Optional.of(new Range(half.negate(), half.subtract(BigInteger.ONE)));
        }

        static Optional<Range> unsigned(int bits) {
            return Optional.of(
                    new Range(BigInteger.ZERO, BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE)));
        }

        void check(CimType type, BigInteger value) {
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException(type.text() + " holds " + least + " to " + most + ", not " + value);
            }
        }
    }
}
