// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import static org.assertj.core.api.Assertions.assertThat;

import io.hvcr.agent.host.HostFault;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every HRESULT of contract 4.8 becomes an error that says what to do. */
class WmiStatusTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // HRESULT | name | a read | a changing call, sent | what the text must tell
                "8004100E | WBEM_E_INVALID_NAMESPACE             | Absent      | Absent         | Hyper-V role",
                "80041010 | WBEM_E_INVALID_CLASS                 | Refused     | Refused        | mofcomp",
                "80041003 | WBEM_E_ACCESS_DENIED                 | Denied      | Denied         | Hyper-V Administrators",
                "80070005 | E_ACCESSDENIED                       | Denied      | Denied         | DCOM",
                "80041002 | WBEM_E_NOT_FOUND                     | Missing     | Missing        | no longer exists",
                "8004103A | WBEM_E_INVALID_OBJECT_PATH           | Refused     | Refused        | malformed object path",
                "80041005 | WBEM_E_TYPE_MISMATCH                 | Refused     | Refused        | wrong type",
                "8004102F | WBEM_E_INVALID_METHOD_PARAMETERS     | Refused     | Refused        | left out a parameter",
                "8004102E | WBEM_E_INVALID_METHOD                | Refused     | Refused        | version of Windows",
                "80041008 | WBEM_E_INVALID_PARAMETER             | Refused     | Refused        | check the values",
                "80041017 | WBEM_E_INVALID_QUERY                 | Refused     | Refused        | bad WQL",
                "80041058 | WBEM_E_UNPARSABLE_QUERY              | Refused     | Refused        | cannot be parsed",
                "80041028 | WBEM_E_ILLEGAL_NULL                  | Refused     | Refused        | required property",
                "8004102B | WBEM_E_VALUE_OUT_OF_RANGE            | Refused     | Refused        | range",
                "80041004 | WBEM_E_PROVIDER_FAILURE              | Refused     | OutcomeUnknown | vmms",
                "80041013 | WBEM_E_PROVIDER_LOAD_FAILURE         | Unavailable | Unavailable    | ClusSvc",
                "80041014 | WBEM_E_INITIALIZATION_FAILURE        | Unavailable | Unavailable    | vmms",
                "80041001 | WBEM_E_FAILED                        | Refused     | OutcomeUnknown | event log",
                "8004106C | WBEM_E_QUOTA_VIOLATION               | Unavailable | Unavailable    | later",
                "80041033 | WBEM_E_SHUTTING_DOWN                 | Unavailable | Unavailable    | try again",
                "80041045 | WBEM_E_SERVER_TOO_BUSY               | Unavailable | Unavailable    | try again",
                "80041069 | WBEM_E_TIMED_OUT                     | Unavailable | OutcomeUnknown | read the state",
                "80041088 | WBEM_E_PROVIDER_TIMED_OUT            | Unavailable | OutcomeUnknown | read the state",
                "80041032 | WBEM_E_CALL_CANCELLED                | Unavailable | OutcomeUnknown | read the state",
                "80041064 | WBEM_E_LOCAL_CREDENTIALS             | Refused     | Refused        | credentials",
                "80041087 | WBEM_E_ENCRYPTED_CONNECTION_REQUIRED | Denied      | Denied         | packet privacy",
                "80041015 | WBEM_E_TRANSPORT_FAILURE             | Unavailable | OutcomeUnknown | firewall",
                "80041071 | WBEM_E_CONNECTION_FAILED             | Unavailable | OutcomeUnknown | node down",
                "800706BA | RPC_S_SERVER_UNAVAILABLE             | Unavailable | OutcomeUnknown | Winmgmt",
            })
    void tellsWhatAnHresultMeansAndWhatToDo(String hex, String symbol, String read, String changing, String advice) {
        int hresult = Integer.parseUnsignedInt(hex, 16);
        assertThat(WmiStatus.of(hresult)).get().extracting(WmiStatus::symbol).isEqualTo(symbol);

        HostFault ofRead = HostFaults.read(WmiFault.of("query X", null, hresult, null, true))
                .fault();
        HostFault ofChange = HostFaults.changing(
                        WmiFault.of("StartReplication", "path", hresult, "provider's words", true))
                .fault();

        assertThat(ofRead.getClass().getSimpleName()).isEqualTo(read);
        assertThat(ofChange.getClass().getSimpleName()).isEqualTo(changing);
        assertThat(ofChange.operation()).isEqualTo("StartReplication");
        assertThat(ofChange.hresult()).isEqualTo(hresult);
        assertThat(ofChange.text())
                .contains(symbol, "0x" + hex, "provider's words")
                .containsIgnoringCase(advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"80041015", "80041071", "800706BA", "80041069", "80010108"})
    void aChangingCallThatWasNeverSentHadNoEffect(String hex) {
        WmiFault fault = WmiFault.of("connect", null, Integer.parseUnsignedInt(hex, 16), null, false);

        assertThat(HostFaults.changing(fault).fault()).isInstanceOf(HostFault.Unavailable.class);
    }

    @Test
    void anUnknownHresultKeepsItsNumberAndLeavesAChangingCallUnknown() {
        WmiFault fault = WmiFault.of("CommitFailover", null, 0x8004FFFF, null, true);

        assertThat(HostFaults.changing(fault).fault())
                .isInstanceOf(HostFault.OutcomeUnknown.class)
                .satisfies(f -> assertThat(f.text()).contains("0x8004FFFF"));
        assertThat(HostFaults.read(fault).fault()).isInstanceOf(HostFault.Refused.class);
    }

    @Test
    void noNumberStandsTwiceAndEveryOneIsAFailure() {
        assertThat(Arrays.stream(WmiStatus.values()).map(WmiStatus::hresult))
                .doesNotHaveDuplicates()
                .allMatch(hresult -> hresult < 0);
        assertThat(WmiStatus.values())
                .allSatisfy(status -> assertThat(status.advice()).hasSizeGreaterThan(15));
    }
}
