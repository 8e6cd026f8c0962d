// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hvcr.agent.domain.AuthenticationType;
import io.hvcr.agent.domain.ConsistencyLevel;
import io.hvcr.agent.domain.InitialReplicationType;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonLimits;
import java.time.Instant;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What params can say at all, and how what they cannot is refused: path, reason, what the host would have answered. */
class RequestBindingTest {

    private static final JsonBinder BINDER = ApiJson.binder();

    @ParameterizedTest
    @CsvSource({
        "1, NETWORK",
        "2, EXPORT",
        "3, SEEDED",
        "3.0, SEEDED",
        "'\"network\"', NETWORK",
        "'\"EXPORT\"', EXPORT",
        "'\"Seeded\"', SEEDED"
    })
    void takesTheTypeAsNumberOrWord(String json, InitialReplicationType type) {
        assertThat(start("\"InitialReplicationType\":" + json).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T01:00:00Z, 2026-11-23T01:00:00Z",
        "2026-11-23T02:30:00+01:30, 2026-11-23T01:00:00Z",
        "2026-11-22t20:00:00.5-05:00, 2026-11-23T01:00:00.5Z",
        "20261123010000.000000+000, 2026-11-23T01:00:00Z",
        "20261122200000.000000-300, 2026-11-23T01:00:00Z",
        "20261123063000.250000+330, 2026-11-23T01:00:00.25Z",
    })
    void takesAStartTimeInBothNotations(String text, Instant instant) {
        assertThat(start("\"InitialReplicationType\":1,\"StartTime\":\"" + text + "\"")
                        .startTime())
                .isEqualTo(new StartTime(instant));
    }

    @Test
    void absentAndNullAreTheSame() {
        HostRequest.Start absent = start("\"InitialReplicationType\":1");
        HostRequest.Start explicit = start(
                "\"InitialReplicationType\":1,\"InitialReplicationExportLocation\":null,\"StartTime\":null,\"wait\":null");

        assertThat(explicit).isEqualTo(absent);
        assertThat(absent.timeoutSeconds()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"before\":\"2026-11-23T01:00:00+01:00\"}', 'Before[time=2026-11-23T00:00:00Z]'",
        "'{\"latest\":\"applicationConsistent\"}', 'Latest[consistency=APPLICATION_CONSISTENT]'",
        "'{\"latest\":\"GROUPCRASHCONSISTENT\"}', 'Latest[consistency=GROUP_CRASH_CONSISTENT]'",
        "'\"5F3C\"', 'ByText[text=5F3C]'",
    })
    void takesARecoveryPointByTextOrSelector(String json, String expected) {
        HostRequest.Failover request =
                read(HostRequest.Failover.class, "{\"Collection\":\"a\",\"CollectionRecoveryPoint\":" + json + "}");

        assertThat(request.recoveryPoint()).hasToString(expected);
    }

    @Test
    void selectorsAreWrittenAsTheyAreRead() {
        for (String json :
                new String[] {"{\"latest\":\"crashConsistent\"}", "{\"before\":\"2026-11-23T00:00:00Z\"}", "\"id\""}) {
            RecoveryPointSelector selector =
                    BINDER.read(Json.parse(json, JsonLimits.REQUEST), RecoveryPointSelector.class);

            assertThat(BINDER.write(selector, RecoveryPointSelector.class)).hasToString(json);
        }
        assertThat(new RecoveryPointSelector.Latest(ConsistencyLevel.Known.CRASH_CONSISTENT).consistency())
                .isEqualTo(ConsistencyLevel.Known.CRASH_CONSISTENT);
    }

    @Test
    void readsSettingDataByItsWmiNames() {
        HostRequest.WithSettings request = read(HostRequest.WithSettings.class, """
                {"Collection":"a","CollectionReplicationSettingData":{"RecoveryConnectionPoint":"broker.recovery.example",
                 "RecoveryServerPortNumber":443,"AuthenticationType":2,"CertificateThumbPrint":"0123456789abcdef0123456789ABCDEF01234567",
                 "ReplicationInterval":30,"RecoveryHistory":16,"ApplicationConsistentSnapshotInterval":12,
                 "AutoResynchronizeIntervalStart":"18:30","AutoResynchronizeIntervalEnd":"00000000060000.000000:000"}}""");

        var settings = request.settingData().toSettings("CollectionReplicationSettingData", true);

        assertThat(settings.authenticationType()).isEqualTo(AuthenticationType.Known.CERTIFICATE);
        assertThat(settings.autoResynchronizeIntervalStart()).isEqualTo(LocalTime.of(18, 30));
        assertThat(settings.autoResynchronizeIntervalEnd()).isEqualTo(LocalTime.of(6, 0));
        assertThat(settings.recoveryHistory()).isEqualTo(16);
        assertThat(settings.compressionEnabled()).isNull();
    }

    static Stream<Arguments> refusedStarts() {
        return Stream.of(
                bad(
                        "'InitialReplicationType':0",
                        "invalid_value",
                        "InitialReplicationType",
                        "1 network, 2 export, 3 seeded"),
                bad(
                        "'InitialReplicationType':4",
                        "invalid_value",
                        "InitialReplicationType",
                        "1 network, 2 export, 3 seeded"),
                bad("'InitialReplicationType':65535", "invalid_value", "InitialReplicationType", "1 network, 2 export"),
                bad(
                        "'InitialReplicationType':-1",
                        "invalid_value",
                        "InitialReplicationType",
                        "InitialReplicationType cannot be -1;"),
                bad("'InitialReplicationType':1.5", "invalid_value", "InitialReplicationType", "cannot be 1.5;"),
                bad("'InitialReplicationType':'1'", "invalid_value", "InitialReplicationType", "cannot be '1';"),
                bad("'InitialReplicationType':'import'", "invalid_value", "InitialReplicationType", "'import'"),
                bad(
                        "'InitialReplicationType':1,'StartTime':'2026-11-23T01:00:00'",
                        "invalid_time",
                        "StartTime",
                        "offset"),
                bad("'InitialReplicationType':1,'StartTime':'2026-11-23'", "invalid_time", "StartTime", "RFC 3339"),
                bad(
                        "'InitialReplicationType':1,'StartTime':'2026-02-30T01:00:00Z'",
                        "invalid_time",
                        "StartTime",
                        "RFC 3339"),
                bad("'InitialReplicationType':1,'StartTime':'tomorrow'", "invalid_time", "StartTime", "'tomorrow'"),
                bad("'InitialReplicationType':1,'StartTime':''", "invalid_time", "StartTime", "RFC 3339"),
                bad(
                        "'InitialReplicationType':1,'StartTime':'20261123010000.000000+***'",
                        "invalid_time",
                        "StartTime",
                        "no offset"),
                bad(
                        "'InitialReplicationType':1,'StartTime':'20261123010000.000000-***'",
                        "invalid_time",
                        "StartTime",
                        "no offset"),
                bad(
                        "'InitialReplicationType':1,'StartTime':'00000000183000.000000:000'",
                        "invalid_time",
                        "StartTime",
                        "interval"),
                bad(
                        "'InitialReplicationType':1,'StartTime':'20261123******.000000+000'",
                        "invalid_time",
                        "StartTime",
                        "asterisks"),
                bad(
                        "'InitialReplicationType':1,'StartTime':'20261323010000.000000+000'",
                        "invalid_time",
                        "StartTime",
                        "exists"));
    }

    @ParameterizedTest
    @MethodSource("refusedStarts")
    void refusesAStartSayingWhatTheHostWouldAnswer(String members, String reason, String path, String words) {
        Problem problem = refusal(HostRequest.Start.class, "{'Collection':'sql-fci'," + members + "}");

        assertThat(problem.code()).isEqualTo(-32602);
        assertThat(problem.reason().wireName()).isEqualTo(reason);
        assertThat(problem.path()).isEqualTo(path);
        assertThat(problem.message()).startsWith("Invalid params: ").contains(words);
        assertThat(problem.returnValue()).isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                bad("'Collection':'a'", "missing_member", "InitialReplicationType", "is required"),
                bad("'InitialReplicationType':1", "missing_member", "Collection", "is required"),
                bad("'Collection':null,'InitialReplicationType':1", "missing_member", "Collection", "is required"),
                bad("'Collection':'','InitialReplicationType':1", "invalid_value", "Collection", "characters"),
                bad("'Collection':7,'InitialReplicationType':1", "wrong_type", "Collection", "a string"),
                bad(
                        "'Collection':'a','InitialReplicationType':true",
                        "wrong_type",
                        "InitialReplicationType",
                        "1 network"),
                bad("'Collection':'a','InitialReplicationType':1,'StartTime':7", "wrong_type", "StartTime", "a string"),
                bad(
                        "'Collection':'a','InitialReplicationType':1,'ExportLocation':'C:'",
                        "unknown_member",
                        "ExportLocation",
                        "unknown member 'ExportLocation'"),
                bad(
                        "'collection':'a','InitialReplicationType':1",
                        "unknown_member",
                        "collection",
                        "did you mean 'Collection'?"),
                bad(
                        "'Collection':'a','InitialReplicationTyp':1",
                        "unknown_member",
                        "InitialReplicationTyp",
                        "did you mean 'InitialReplicationType'?"),
                bad(
                        "'Collection':'a','InitialReplicationType':1,'wait':'forever'",
                        "invalid_value",
                        "wait",
                        "accepted, started"),
                bad(
                        "'Collection':'a','InitialReplicationType':1,'timeoutSeconds':31",
                        "invalid_value",
                        "timeoutSeconds",
                        "30"),
                bad(
                        "'Collection':'a','InitialReplicationType':1,'timeoutSeconds':-1",
                        "invalid_value",
                        "timeoutSeconds",
                        "0"),
                bad(
                        "'Collection':'a','InitialReplicationType':1,'idempotencyKey':''",
                        "invalid_value",
                        "idempotencyKey",
                        "128"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesWhatIsNoRequestForThisMethod(String members, String reason, String path, String words) {
        Problem problem = refusal(HostRequest.Start.class, "{" + members + "}");

        assertThat(problem.code()).isEqualTo(-32602);
        assertThat(problem.reason().wireName()).isEqualTo(reason);
        assertThat(problem.path()).isEqualTo(path);
        assertThat(problem.message()).contains(words);
        assertThat(problem.returnValue()).isNull();
    }

    static Stream<Arguments> refusedSettings() {
        String thumb = "'CertificateThumbPrint':'0123456789ABCDEF0123456789ABCDEF01234567'";
        return Stream.of(
                bad("'AuthenticationType':3", "invalid_value", "AuthenticationType", "1 kerberos, 2 certificate"),
                bad("'AuthenticationType':0", "invalid_value", "AuthenticationType", "1 kerberos, 2 certificate"),
                bad("'AuthenticationType':'ntlm'", "invalid_value", "AuthenticationType", "'ntlm'"),
                bad("'AuthenticationType':2", "missing_member", "CertificateThumbPrint", "required"),
                bad(
                        "'AuthenticationType':2,'CertificateThumbPrint':'abc'",
                        "invalid_value",
                        "CertificateThumbPrint",
                        "40 hex"),
                bad("'CertificateThumbPrint':'01 23'", "invalid_value", "CertificateThumbPrint", "without spaces"),
                bad("'RecoveryServerPortNumber':0", "invalid_value", "RecoveryServerPortNumber", "between 1 and 65535"),
                bad(
                        "'RecoveryServerPortNumber':65536",
                        "invalid_value",
                        "RecoveryServerPortNumber",
                        "between 1 and 65535"),
                bad("'ReplicationInterval':60", "invalid_value", "ReplicationInterval", "30, 300 or 900"),
                bad("'RecoveryHistory':17", "invalid_value", "RecoveryHistory", "between 0 and 16"),
                bad("'RecoveryHistory':-1", "invalid_value", "RecoveryHistory", "between 0 and 16"),
                bad(
                        "'ApplicationConsistentSnapshotInterval':13",
                        "invalid_value",
                        "ApplicationConsistentSnapshotInterval",
                        "12"),
                bad(
                        "'ApplicationConsistentSnapshotInterval':1,'RecoveryHistory':0",
                        "invalid_value",
                        "ApplicationConsistentSnapshotInterval",
                        "RecoveryHistory 0"),
                bad("'RecoveryConnectionPoint':''", "invalid_value", "RecoveryConnectionPoint", "empty"),
                bad("'RecoveryConnectionPoint':'10.0.0.1'", "invalid_value", "RecoveryConnectionPoint", "address"),
                bad("'PrimaryReplicationEntityIDs':['a','b']", "invalid_value", "RecoveryServerHosts", "0 entries"),
                bad(
                        "'PrimaryReplicationEntityIDs':['a','b'],'RecoveryServerHosts':['hv1']",
                        "invalid_value",
                        "RecoveryServerHosts",
                        "1 entries"),
                bad(
                        "'PrimaryReplicationEntityIDs':['a'],'RecoveryServerHosts':['fe80::1']",
                        "invalid_value",
                        "RecoveryServerHosts[0]",
                        "link-local"),
                bad(
                        "'AutoResynchronizeIntervalStart':'24:00'",
                        "invalid_time",
                        "AutoResynchronizeIntervalStart",
                        "HH:mm"),
                bad(
                        "'AutoResynchronizeIntervalEnd':'6:00'," + thumb,
                        "invalid_time",
                        "AutoResynchronizeIntervalEnd",
                        "HH:mm"));
    }

    @ParameterizedTest
    @MethodSource("refusedSettings")
    void refusesSettingsThatTheReferenceRulesOut(String members, String reason, String path, String words) {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> read(
                                HostRequest.WithSettings.class,
                                quoted("{'Collection':'a','CollectionReplicationSettingData':{" + members + "}}"))
                        .settingData()
                        .toSettings("CollectionReplicationSettingData", true));

        assertThat(refused).as(members).isNotNull();
        Problem problem = refused.problem();
        assertThat(problem.reason().wireName()).isEqualTo(reason);
        assertThat(problem.path()).isEqualTo("CollectionReplicationSettingData." + path);
        assertThat(problem.message()).contains(words);
        assertThat(problem.returnValue()).isEqualTo(ReturnCode.Known.INVALID_PARAMETER);
    }

    @Test
    void namesAnUnknownPropertyWithTheNearest() {
        Problem problem = refusal(
                HostRequest.WithSettings.class,
                "{'Collection':'a','CollectionReplicationSettingData':{'RecoveryHistroy':4}}");

        assertThat(problem.reason()).isEqualTo(Reason.UNKNOWN_MEMBER);
        assertThat(problem.path()).isEqualTo("CollectionReplicationSettingData.RecoveryHistroy");
        assertThat(problem.message()).contains("did you mean 'RecoveryHistory'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Collection':'a','CollectionRecoveryPoint':{}}",
                "{'Collection':'a','CollectionRecoveryPoint':{'before':'2026-11-23T01:00:00Z','latest':'crashConsistent'}}",
                "{'Collection':'a','CollectionRecoveryPoint':{'latest':'unknown'}}",
                "{'Collection':'a','CollectionRecoveryPoint':{'before':'2026-11-23'}}",
                "{'Collection':'a','CollectionRecoveryPoint':7}",
                "{'Collection':'a','CollectionRecoveryPoint':' '}",
            })
    void refusesWhatNamesNoRecoveryPoint(String params) {
        assertThat(refusal(HostRequest.TestReplica.class, params).path()).startsWith("CollectionRecoveryPoint");
    }

    @Test
    void aCertificateMayStayAsItIsWhereARelationshipExists() {
        HostRequest.WithSettings modify = read(
                HostRequest.WithSettings.class,
                quoted("{'Collection':'a','CollectionReplicationSettingData':{'AuthenticationType':'certificate'}}"));

        assertThat(modify.settingData().toSettings("x", false).authenticationType())
                .isEqualTo(AuthenticationType.Known.CERTIFICATE);
    }

    private static Arguments bad(String members, String reason, String path, String words) {
        return Arguments.of(members, reason, path, words);
    }

    private static HostRequest.Start start(String members) {
        return read(HostRequest.Start.class, "{\"Collection\":\"sql-fci\"," + members + "}");
    }

    private static <T> Problem refusal(Class<T> type, String params) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(type, quoted(params)));
        assertThat(refused).as(params).isNotNull();
        return refused.problem();
    }

    /** Tables are easier to read with single quotes. */
    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    private static <T> T read(Class<T> type, String json) {
        return BINDER.read(Json.parse(json, JsonLimits.REQUEST), type);
    }
}
