// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first instance of an XML text in either DTD, with any extra attributes and in any order of them. Qualifiers are
 * passed over: they too hold VALUE elements, which are not the property's.
 */
final class XmlInstanceReader {

    private final XMLStreamReader xml;

    private XmlInstanceReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    static WmiObject read(String text) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
            try {
                return new XmlInstanceReader(xml).first();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw new InstanceTextException("not well-formed XML: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new InstanceTextException("a value does not fit its type: " + e.getMessage());
        }
    }

    private WmiObject first() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("INSTANCE")) {
                return instance();
            }
        }
        throw new InstanceTextException("the XML holds no INSTANCE");
    }

    /** Reads from the start of an INSTANCE to its end. */
    private WmiObject instance() throws XMLStreamException {
        String className = attribute("CLASSNAME", "");
        List<WmiProperty> properties = new ArrayList<>();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                switch (xml.getLocalName()) {
                    case "PROPERTY", "PROPERTY.REFERENCE" -> properties.add(single());
                    case "PROPERTY.ARRAY" -> properties.add(array());
                    case "PROPERTY.OBJECT" -> properties.add(object());
                    case "PROPERTY.OBJECTARRAY" -> properties.add(objects());
                    default -> skip();
                }
            }
        }
        return new WmiObject(className, null, properties);
    }

    private WmiProperty single() throws XMLStreamException {
        String name = attribute("NAME", "");
        CimType type =
                xml.getLocalName().equals("PROPERTY.REFERENCE") ? CimType.REFERENCE : type(attribute("TYPE", "string"));
        Object value = null;
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                switch (xml.getLocalName()) {
                    case "VALUE", "VALUE.REFERENCE" -> {
                        String text = content();
                        value = text == null ? null : type.parse(text);
                    }
                    default -> skip();
                }
            }
        }
        return WmiProperty.of(name, type, value);
    }

    private WmiProperty array() throws XMLStreamException {
        String name = attribute("NAME", "");
        CimType type = type(attribute("TYPE", "string"));
        List<Object> values = null;
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                if (xml.getLocalName().equals("VALUE.ARRAY")) {
                    values = new ArrayList<>();
                    while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                        if (xml.isStartElement()) {
                            String text = content();
                            values.add(type.parse(text == null ? "" : text));
                        }
                    }
                } else {
                    skip();
                }
            }
        }
        return new WmiProperty(name, type, true, values);
    }

    private WmiProperty object() throws XMLStreamException {
        String name = attribute("NAME", "");
        List<WmiObject> found = embedded();
        return WmiProperty.of(name, CimType.OBJECT, found.isEmpty() ? null : found.getFirst());
    }

    private WmiProperty objects() throws XMLStreamException {
        String name = attribute("NAME", "");
        return new WmiProperty(name, CimType.OBJECT, true, embedded());
    }

    /** Every instance below the present element, up to its end. */
    private List<WmiObject> embedded() throws XMLStreamException {
        List<WmiObject> found = new ArrayList<>();
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "INSTANCE" -> found.add(instance());
                    case "QUALIFIER" -> skip();
                    default -> depth++;
                }
            }
        }
        return found;
    }

    /** The text of the present element, to its end; null where it holds elements instead, which mean nothing to us. */
    private @Nullable String content() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        boolean elements = false;
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                elements = true;
                skip();
            } else if (xml.hasText()) {
                text.append(xml.getText());
            }
        }
        return elements ? null : text.toString();
    }

    private void skip() throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private String attribute(String name, String otherwise) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? otherwise : value;
    }

    private static CimType type(String text) {
        return CimType.named(text).orElse(CimType.STRING);
    }
}
