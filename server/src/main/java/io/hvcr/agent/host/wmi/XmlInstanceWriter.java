// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.util.List;

/**
 * Writes an instance as XML, for hosts whose text source is not there, and for a choice of forms (contract 4.6).
 *
 * <p>The two DTDs agree on everything that a setting data instance has. They differ in embedded objects: the WMI DTD has
 * elements of its own for them, the CIM DTD puts their text into a string with the attribute {@code EmbeddedObject}. Unset
 * properties are left out: the host then keeps the class's default, which is what null means (contract 2.3).
 */
final class XmlInstanceWriter {

    private final InstanceForm form;
    private final StringBuilder out = new StringBuilder(1024);

    private XmlInstanceWriter(InstanceForm form) {
        this.form = form;
    }

    static String write(WmiObject instance, InstanceForm form) {
        XmlInstanceWriter writer = new XmlInstanceWriter(form);
        writer.instance(instance);
        return writer.out.toString();
    }

    private void instance(WmiObject instance) {
        out.append("<INSTANCE CLASSNAME=\"");
        escape(instance.className());
        out.append("\">");
        for (WmiProperty property : instance.properties()) {
            Object value = property.value();
            if (value != null && property.array()) {
                array(property, (List<?>) value);
            } else if (value != null) {
                single(property, value);
            }
        }
        out.append("</INSTANCE>");
    }

    private void single(WmiProperty property, Object value) {
        if (value instanceof WmiObject object && form == InstanceForm.WMI_DTD) {
            open("PROPERTY.OBJECT", property, "");
            object(object);
            out.append("</PROPERTY.OBJECT>");
        } else if (property.type() == CimType.REFERENCE) {
            open("PROPERTY.REFERENCE", property, "");
            element("VALUE.REFERENCE", value.toString());
            out.append("</PROPERTY.REFERENCE>");
        } else {
            open("PROPERTY", property, type(property));
            element("VALUE", text(property.type(), value));
            out.append("</PROPERTY>");
        }
    }

    private void array(WmiProperty property, List<?> values) {
        boolean objects = property.type() == CimType.OBJECT && form == InstanceForm.WMI_DTD;
        String outer = objects ? "PROPERTY.OBJECTARRAY" : "PROPERTY.ARRAY";
        String inner = objects ? "VALUE.OBJECTARRAY" : "VALUE.ARRAY";
        open(outer, property, objects ? "" : type(property));
        out.append('<').append(inner).append('>');
        for (Object value : values) {
            if (objects) {
                object((WmiObject) value);
            } else {
                element("VALUE", text(property.type(), value));
            }
        }
        out.append("</").append(inner).append("></").append(outer).append('>');
    }

    private void object(WmiObject object) {
        out.append("<VALUE.OBJECT>");
        instance(object);
        out.append("</VALUE.OBJECT>");
    }

    private void open(String element, WmiProperty property, String attributes) {
        out.append('<').append(element).append(" NAME=\"");
        escape(property.name());
        out.append('"').append(attributes).append('>');
    }

    private String type(WmiProperty property) {
        return property.type() == CimType.OBJECT
                ? " EmbeddedObject=\"instance\" TYPE=\"string\""
                : " TYPE=\"" + property.type().text() + "\"";
    }

    private String text(CimType type, Object value) {
        return value instanceof WmiObject object ? write(object, form) : type.format(value);
    }

    private void element(String name, String text) {
        out.append('<').append(name).append('>');
        escape(text);
        out.append("</").append(name).append('>');
    }

    /** Line ends and tabs go as references, because a parser would otherwise normalise them. */
    private void escape(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                case '\t', '\n', '\r', 0x85, 0x2028 ->
                    out.append("&#").append(c).append(';');
                default -> {
                    if (!allowed(c)) {
                        throw new InstanceTextException(
                                "the character U+%04X cannot be sent to the host: XML has no way to write it"
                                        .formatted(c));
                    }
                    out.appendCodePoint(c);
                }
            }
        }
    }

    /** The characters of XML 1.0; lone surrogates, U+FFFE, U+FFFF and most control characters are none. */
    private static boolean allowed(int c) {
        return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
