// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.cli;

import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonArray;
import io.hvcr.agent.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What runs where: all collections, one in full, or several sites side by side. */
@Command(
        name = "status",
        description = {
            "Shows the collections (PowerShell: VM groups) and the state of their replication.",
            "With several --url, the sites stand side by side, with the side that is authoritative and what is left over."
        })
final class StatusCommand extends ClientCommand {

    @Parameters(index = "0", arity = "0..1", paramLabel = "COLLECTION", description = "Id, object path or exact name.")
    @Nullable
    String collection;

    @Option(names = "--watch", description = "Shows it again and again until interrupted, also while an agent is away.")
    boolean watch;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "With --watch: how often, from 0.1 to 3600; every ${DEFAULT-VALUE} seconds by default.")
    double every;

    private static final double OFTEN = 0.1;
    private static final double SELDOM = 3600;

    StatusCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if (!(every >= OFTEN && every <= SELDOM)) {
            throw new CliException(ExitCode.USAGE, "--every takes 0.1 to 3600 seconds, not " + every + ".");
        }
        List<Endpoint> endpoints = endpoint.all();
        int last = show(endpoints);
        while (watch && pause()) {
            terminal.out().println();
            last = again(endpoints);
        }
        return last;
    }

    /** False when somebody has had enough. */
    private boolean pause() {
        try {
            Thread.sleep(Math.round(every * 1000));
            return true;
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** An agent that is away for a while, as in a failover, is what people watch for: it does not end the watching. */
    private int again(List<Endpoint> endpoints) {
        try {
            return show(endpoints);
        } catch (CliException | RpcErrorException away) {
            return Cli.report(away, terminal);
        }
    }

    private int show(List<Endpoint> endpoints) {
        if (endpoints.size() > 1) {
            return collection == null ? sideBySide(endpoints) : oneEverywhere(endpoints, collection);
        }
        try (RpcClient client = new RpcClient(endpoints.get(0))) {
            if (collection == null) {
                list(client);
            } else {
                one(client, collection);
            }
        }
        return ExitCode.OK;
    }

    private void list(RpcClient client) {
        Listing listing = Listing.of(client, "replication.list", JsonObjects.EMPTY);
        if (json) {
            printJson(listing.asJson());
            return;
        }
        terminal.out().println(CollectionView.heading(listing.answer()));
        print(CollectionView.table(listing.items()).lines());
    }

    private void one(RpcClient client, String name) {
        JsonObject answer = client.object(
                "replication.get", Json.object().put("collection", name).build());
        if (json) {
            printJson(answer);
            return;
        }
        terminal.out().println(CollectionView.heading(answer));
        print(CollectionView.full(answer, terminal.clock().instant()));
    }

    /** Every site answers for itself; one that cannot be reached is shown as such and does not hide the others. */
    private int sideBySide(List<Endpoint> endpoints) {
        List<String> names = new ArrayList<>();
        List<List<JsonObject>> items = new ArrayList<>();
        JsonArray.Builder answers = Json.array();
        int worst = ExitCode.OK;
        for (Endpoint each : endpoints) {
            try (RpcClient client = new RpcClient(each)) {
                Listing listing = Listing.of(client, "replication.list", JsonObjects.EMPTY);
                names.add(listing.answer().string("cluster").orElse(each.toString()));
                items.add(listing.items());
                answers.add(listing.asJson());
                if (!json) {
                    terminal.out().println(each + ": " + CollectionView.heading(listing.answer()));
                }
            } catch (CliException | RpcErrorException e) {
                worst = e instanceof CliException c ? c.exitCode() : ExitCode.RPC_ERROR;
                terminal.err().println(each + ": " + e.getMessage());
            }
        }
        if (json) {
            printJson(Json.object().put("sites", answers.build()).build());
        } else if (!names.isEmpty()) {
            SitesView view = new SitesView(names);
            for (int i = 0; i < items.size(); i++) {
                view.add(i, items.get(i));
            }
            print(view.lines());
        }
        return worst;
    }

    private int oneEverywhere(List<Endpoint> endpoints, String name) {
        int worst = ExitCode.OK;
        for (Endpoint each : endpoints) {
            try (RpcClient client = new RpcClient(each)) {
                one(client, name);
            } catch (CliException | RpcErrorException e) {
                worst = e instanceof CliException c ? c.exitCode() : ExitCode.RPC_ERROR;
                terminal.err().println(each + ": " + e.getMessage());
            }
        }
        return worst;
    }
}
