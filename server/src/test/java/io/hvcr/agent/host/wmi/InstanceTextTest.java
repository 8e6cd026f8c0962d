// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.math.BigInteger;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Embedded instances: what is written can be read back by any parser, and what hosts were seen to write is understood. */
class InstanceTextTest {

    private static final long SEED = 20261122;

    @ParameterizedTest
    @EnumSource(InstanceForm.class)
    void hostileValuesNeverChangeAnInstance(InstanceForm form) throws Exception {
        for (String name : HostileNames.of(SEED, 400)) {
            WmiObject instance = new WmiObject(
                    "Msvm_CollectionReplicationSettingData",
                    null,
                    List.of(
                            WmiProperty.text("ElementName", name),
                            WmiProperty.texts("IncludedDisks", List.of(name, "plain", name + name)),
                            WmiProperty.uint16("AuthenticationType", 1)));

            String text = XmlInstanceWriter.write(instance, form);

            assertThat(InstanceText.read(text))
                    .as("seed %d, name <%s>", SEED, name)
                    .isEqualTo(instance);
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)));
            assertThat(document.getElementsByTagName("INSTANCE").getLength()).isOne();
            assertThat(document.getElementsByTagName("VALUE").item(0).getTextContent())
                    .as("seed %d, another parser", SEED)
                    .isEqualTo(name);
        }
    }

    @ParameterizedTest
    @EnumSource(InstanceForm.class)
    void everyTypeSurvivesTheWayThroughXml(InstanceForm form) {
        WmiObject instance = new WmiObject(
                "X",
                null,
                List.of(
                        WmiProperty.of("s8", CimType.SINT8, -128L),
                        WmiProperty.of("u8", CimType.UINT8, 255L),
                        WmiProperty.of("s16", CimType.SINT16, -32768L),
                        WmiProperty.of("u16", CimType.UINT16, 65535L),
                        WmiProperty.of("s32", CimType.SINT32, -2147483648L),
                        WmiProperty.of("u32", CimType.UINT32, 4294967295L),
                        WmiProperty.of("s64", CimType.SINT64, Long.MIN_VALUE),
                        WmiProperty.of("u64", CimType.UINT64, new BigInteger("18446744073709551615")),
                        WmiProperty.of("r64", CimType.REAL64, 0.1),
                        WmiProperty.flag("b", false),
                        WmiProperty.datetime("d", "20261122183000.000000+000"),
                        WmiProperty.reference("r", "\\\\HV01\\root\\HyperVCluster\\v2:X.K=\"a\\\"b\""),
                        new WmiProperty("a", CimType.UINT16, true, List.of(1, 2, 3)),
                        new WmiProperty("e", CimType.STRING, true, List.of())));

        assertThat(InstanceText.read(XmlInstanceWriter.write(instance, form))).isEqualTo(instance);
    }

    @Test
    void theTwoDtdsDifferInEmbeddedObjectsOnly() {
        WmiObject inner = new WmiObject("I", null, List.of(WmiProperty.text("t", "<x>")));
        WmiObject outer = new WmiObject("O", null, List.of(WmiProperty.of("o", CimType.OBJECT, inner)));

        String wmi = XmlInstanceWriter.write(outer, InstanceForm.WMI_DTD);
        String cim = XmlInstanceWriter.write(outer, InstanceForm.CIM_DTD);

        assertThat(wmi).contains("<PROPERTY.OBJECT NAME=\"o\"><VALUE.OBJECT><INSTANCE");
        assertThat(InstanceText.read(wmi)).isEqualTo(outer);
        assertThat(cim).contains("EmbeddedObject=\"instance\"");
        assertThat(InstanceText.read(InstanceText.read(cim).text("o").orElseThrow()))
                .isEqualTo(inner);
    }

    @Test
    void unsetPropertiesAreLeftOut() {
        WmiObject instance = new WmiObject("X", null, List.of(WmiProperty.text("a", null), WmiProperty.text("b", "")));

        assertThat(XmlInstanceWriter.write(instance, InstanceForm.WMI_DTD))
                .isEqualTo(
                        "<INSTANCE CLASSNAME=\"X\"><PROPERTY NAME=\"b\" TYPE=\"string\"><VALUE></VALUE></PROPERTY></INSTANCE>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0007", "\uFFFE", "\uD800", "\uDC00x"})
    void refusesCharactersThatXmlCannotHold(String text) {
        WmiObject instance = new WmiObject("X", null, List.of(WmiProperty.text("a", text)));

        assertThatThrownBy(() -> XmlInstanceWriter.write(instance, InstanceForm.WMI_DTD))
                .isInstanceOf(InstanceTextException.class)
                .hasMessageContaining("U+");
    }

    @Test
    void readsExtraAttributesQualifiersAndDeclarationsInAnyOrder() {
        WmiObject read = InstanceText.read("\uFEFF<?xml version=\"1.0\"?><!DOCTYPE x><CIM><DECLARATION>"
                + "<INSTANCE PROPAGATED=\"false\" CLASSNAME=\"Msvm_Error\">"
                + "<QUALIFIER NAME=\"q\" TYPE=\"string\"><VALUE>not mine</VALUE></QUALIFIER>"
                + "<PROPERTY TYPE=\"string\" CLASSORIGIN=\"CIM_Error\" NAME=\"Message\">"
                + "<QUALIFIER NAME=\"key\" TYPE=\"boolean\"><VALUE>TRUE</VALUE></QUALIFIER>"
                + "<VALUE><![CDATA[a < b]]></VALUE></PROPERTY>"
                + "<PROPERTY NAME=\"Empty\" TYPE=\"uint32\"/>"
                + "<PROPERTY.ARRAY NAME=\"None\" TYPE=\"string\"></PROPERTY.ARRAY>"
                + "</INSTANCE></DECLARATION></CIM>");

        assertThat(read.className()).isEqualTo("Msvm_Error");
        assertThat(read.text("message")).contains("a < b");
        assertThat(read.property("Empty")).isPresent();
        assertThat(read.value("Empty")).isNull();
        assertThat(read.value("None")).isNull();
    }

    @Test
    void entitiesFromOutsideAreNeverFetched() {
        assertThatThrownBy(
                        () -> InstanceText.read(
                                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                                        + "<INSTANCE CLASSNAME=\"X\"><PROPERTY NAME=\"a\" TYPE=\"string\"><VALUE>&e;</VALUE></PROPERTY></INSTANCE>"))
                .isInstanceOf(InstanceTextException.class);
    }

    @Test
    void readsMofAsItIsSeenInTheField() {
        WmiObject read = InstanceText.read("""

                [dynamic: ToInstance, provider("A [b] \\"c\\"")]
                instance of Msvm_StorageAllocationSettingData as $x
                {
                	// a comment
                	HostResource = {"C:\\\\ClusterStorage\\\\Volume1\\\\sql.vhds", "b" "c"};
                	InstanceID = "Microsoft:1\\\\2\\\\0\\\\0\\\\L";
                	ResourceType = 31; /* another */
                	Limit = 18446744073709551615;
                	Weight = -1;
                	Ratio = 1.5e3;
                	On = TRUE;
                	Off = false;
                	Nothing = NULL;
                	Empty = {};
                	Text = "quote \\" line \\n hex \\x00e9;";
                	Inner = instance of Y { N = 1; };
                };
                """);

        assertThat(read.className()).isEqualTo("Msvm_StorageAllocationSettingData");
        assertThat(read.texts("HostResource")).contains(List.of("C:\\ClusterStorage\\Volume1\\sql.vhds", "bc"));
        assertThat(read.text("InstanceID")).contains("Microsoft:1\\2\\0\\0\\L");
        assertThat(read.number("ResourceType")).contains(31L);
        assertThat(read.value("Limit")).isEqualTo(new BigInteger("18446744073709551615"));
        assertThat(read.number("Weight")).contains(-1L);
        assertThat(read.value("Ratio")).isEqualTo(1500.0);
        assertThat(read.flag("On")).contains(true);
        assertThat(read.flag("Off")).contains(false);
        assertThat(read.value("Nothing")).isNull();
        assertThat(read.texts("Empty")).contains(List.of());
        assertThat(read.text("Text")).contains("quote \" line \n hex é;");
        assertThat(read.value("Inner")).isInstanceOf(WmiObject.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<a/>",
                "<INSTANCE",
                "<INSTANCE CLASSNAME=\"X\"><PROPERTY NAME=\"n\" TYPE=\"uint16\"><VALUE>70000</VALUE></PROPERTY></INSTANCE>",
                "instance of",
                "instance of X { a = ",
                "instance of X { a = \"",
                "instance of X { a = \"\\",
                "instance of X { a = 1 }",
                "instance of X { a = {1, NULL}; };",
                "instance of X { [q",
                "instance of X { a = zzz; };"
            })
    void saysWhatIsWrongWithATextThatHoldsNoInstance(String text) {
        assertThatThrownBy(() -> InstanceText.read(text))
                .isInstanceOf(InstanceTextException.class)
                .message()
                .isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "disk full",
                "  disk full\r\n",
                "<INSTANCE CLASSNAME=\"Msvm_Error\"><PROPERTY NAME=\"Message\" TYPE=\"string\"><VALUE>disk full</VALUE></PROPERTY></INSTANCE>",
                "instance of Msvm_Error { Message = \"disk full\"; };",
                "\r\ninstance of Msvm_Error\r\n{\r\n\tMessage = \"disk full\";\r\n};\r\n"
            })
    void findsTheMessageInWhateverFormAnErrorCame(String text) {
        assertThat(InstanceText.message(text)).contains("disk full");
    }
}
