// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.PointerByReference;
import io.hvcr.agent.host.wmi.FabricWmi;
import io.hvcr.agent.host.wmi.FixedPort;
import io.hvcr.agent.host.wmi.WmiStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the server of these tests refuses what a host refuses: what it lets pass would otherwise prove nothing. */
@OnWindows
class ComServerStrictnessTest {

    private static final int COINIT_APARTMENTTHREADED = 2;
    private static final int RPC_E_WRONG_THREAD = 0x8001010E;
    private static final String NS = "\\\\.\\root\\HyperVCluster\\v2";

    private final ComServer server = new ComServer(new FabricWmi(new FixedPort(List.of("sql-fci"))));
    private final Ole ole = Ole.load();
    private final Wbem wbem = new Wbem(new Ole(ole.ole32(), server.api()), server.activator());
    private final Call call = new Call("test", null, Deadline.in(Duration.ofSeconds(30)));

    @AfterEach
    void nothingIsLeft() {
        server.close();
        assertThat(server.leftovers()).isEmpty();
    }

    @Test
    void refusesACallOnAProxyWithoutItsBlanket() throws Exception {
        int bare = onThread(Com.COINIT_MULTITHREADED, () -> {
            try (ComRef services = connected()) {
                return object(services, "Msvm_VirtualSystemCollection", new PointerByReference());
            }
        });
        assertThat(bare).isEqualTo(WmiStatus.E_ACCESSDENIED.hresult());
        assertThat(server.mistakes()).singleElement().asString().contains("without a blanket");

        int covered = onThread(Com.COINIT_MULTITHREADED, () -> {
            PointerByReference out = new PointerByReference();
            try (ComRef services = connected()) {
                wbem.protect(call, services);
                int hresult = object(services, "Msvm_VirtualSystemCollection", out);
                wbem.required(call, out).close();
                return hresult;
            }
        });
        assertThat(covered).isZero();
    }

    @Test
    void refusesAThreadOfAnotherApartment() throws Exception {
        int hresult = onThread(
                COINIT_APARTMENTTHREADED,
                () -> server.activator()
                        .create(Com.CLSID_WBEM_LOCATOR, Com.IID_WBEM_LOCATOR, new PointerByReference()));

        assertThat(hresult).isEqualTo(RPC_E_WRONG_THREAD);
        assertThat(server.mistakes()).singleElement().asString().contains("apartment");
    }

    @ParameterizedTest
    @CsvSource({
        // class, property, tag of the VARIANT, whether WMI takes it (contract 4.3)
        "Msvm_CollectionReplicationSettingData, AuthenticationType, 2, false",
        "Msvm_CollectionReplicationSettingData, AuthenticationType, 18, false",
        "Msvm_CollectionReplicationSettingData, AuthenticationType, 3, true",
        "Msvm_CollectionReplicationStatistics, ReplicationSize, 20, false",
        "Msvm_CollectionReplicationStatistics, ReplicationSize, 21, false",
        "Msvm_CollectionReplicationStatistics, ReplicationFailureCount, 19, false",
        "Msvm_CollectionReplicationStatistics, ReplicationFailureCount, 3, true",
        "Msvm_CollectionReplicationSettingData, CompressionEnabled, 3, false",
    })
    void takesAValueUnderTheTagOfItsTypeOnly(String className, String property, short tag, boolean taken)
            throws Exception {
        int hresult = onThread(Com.COINIT_MULTITHREADED, () -> put(className, property, tag));

        assertThat(hresult).isEqualTo(taken ? Com.S_OK : WmiStatus.TYPE_MISMATCH.hresult());
        assertThat(server.mistakes()).hasSize(taken ? 0 : 1);
    }

    private int put(String className, String property, short tag) {
        PointerByReference definition = new PointerByReference();
        PointerByReference instance = new PointerByReference();
        Memory variant = new Memory(24);
        variant.clear();
        variant.setShort(0, tag);
        variant.setInt(8, 1);
        try (ComRef services = connected()) {
            wbem.protect(call, services);
            wbem.check(call, object(services, className, definition));
            try (ComRef known = wbem.required(call, definition)) {
                wbem.check(call, known.call(Com.OBJECT_SPAWN_INSTANCE, 0, instance));
                try (ComRef fresh = wbem.required(call, instance)) {
                    return fresh.call(Com.OBJECT_PUT, new WString(property), 0, variant, 0);
                }
            }
        }
    }

    private ComRef connected() {
        PointerByReference out = new PointerByReference();
        try (ComRef locator = wbem.create(call, Com.CLSID_WBEM_LOCATOR, Com.IID_WBEM_LOCATOR);
                Bstr name = new Bstr(server.api(), NS)) {
            Pointer namespace = name.pointer();
            wbem.check(
                    call,
                    locator.call(
                            Com.LOCATOR_CONNECT_SERVER,
                            namespace,
                            null,
                            null,
                            null,
                            Com.WBEM_FLAG_CONNECT_USE_MAX_WAIT,
                            null,
                            null,
                            out));
        }
        return wbem.required(call, out);
    }

    private int object(ComRef services, String path, PointerByReference out) {
        try (Bstr name = new Bstr(server.api(), path)) {
            return services.call(Com.SERVICES_GET_OBJECT, name.pointer(), 0, null, out, null);
        }
    }

    /** Runs work on a thread of its own, in the apartment that it wants. */
    private int onThread(int apartment, Callable<Integer> work) throws Exception {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            int entered = ole.ole32().CoInitializeEx(null, apartment);
            try {
                result.complete(work.call());
            } catch (Exception | Error e) {
                result.completeExceptionally(e);
            } finally {
                if (!Com.failed(entered)) {
                    ole.ole32().CoUninitialize();
                }
            }
        });
        return result.get(60, TimeUnit.SECONDS);
    }
}
