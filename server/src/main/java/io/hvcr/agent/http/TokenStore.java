// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.http;

import io.hvcr.agent.domain.ProblemException;
import io.hvcr.agent.json.Json;
import io.hvcr.agent.json.JsonBinder;
import io.hvcr.agent.json.JsonException;
import io.hvcr.agent.json.JsonLimits;
import io.hvcr.agent.rpc.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens. {@code tokens.json} in the data folder holds names and SHA-256 digests only; at first start one token,
 * {@code administrator}, is made and its text written to {@code administrator.token}, which can be deleted once it is kept elsewhere.
 *
 * <p>A digest without salt is enough: the tokens are 256 random bits. The file is read strictly, so that an older agent does
 * not take a token for unlimited because it does not know the member that limits it.
 */
public final class TokenStore implements Authenticator {

    /** The file with the digests. */
    public static final String FILE = "tokens.json";

    /** The file with the text of the first token. */
    public static final String ADMINISTRATOR_FILE = "administrator.token";

    /** What every token begins with, so that one that leaks can be found. */
    public static final String PREFIX = "hvcr_";

    private static final String ADMINISTRATOR = "administrator";
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST = 200;
    private static final MessageDigest SHA_256 = unused();
    private static final JsonBinder BINDER = JsonBinder.builder().build();

    private final List<Token> tokens;

    private record Tokens(int version, List<TokenEntry> tokens) {}

    private record TokenEntry(String name, String sha256, Instant createdAt) {}

    private static final class Token {
        private final Caller caller;
        private final byte[] digest;

        private Token(TokenEntry entry) {
            caller = new Caller(entry.name);
            digest = HexFormat.of().parseHex(entry.sha256);
        }
    }

    private TokenStore(List<TokenEntry> entries) {
        tokens = entries.stream().map(Token::new).toList();
    }

    /**
     * The tokens of a data folder; makes the first one where there is no file.
     *
     * @param random a cryptographic source
     * @throws StartException when the files cannot be used: unreadable, malformed, or readable by others
     */
    public static TokenStore open(Path folder, InstantSource clock, RandomGenerator random) {
        Path file = folder.resolve(FILE);
        try {
            PrivateFiles.makeFolder(folder);
            if (!Files.exists(file)) {
                create(folder, file, clock, random);
            }
            Tokens read = BINDER.read(Json.parse(PrivateFiles.read(file), JsonLimits.STORED), Tokens.class);
            if (read.version != 1) {
                throw new StartException(file + " has version " + read.version + "; this agent reads version 1", null);
            }
            return new TokenStore(read.tokens);
        } catch (IOException | JsonException | ProblemException | IllegalArgumentException unusable) {
            throw new StartException("The tokens in " + file + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static void create(Path folder, Path file, InstantSource clock, RandomGenerator random) throws IOException {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String digest = HexFormat.of().formatHex(sha256(text));
        TokenEntry entry = new TokenEntry(ADMINISTRATOR, digest, clock.instant());
        // The text first: a crash in between costs a token that nobody knows, not an agent that nobody can call.
        PrivateFiles.write(folder.resolve(ADMINISTRATOR_FILE), (text + "\n").getBytes(StandardCharsets.UTF_8));
        String tokens = Json.pretty(BINDER.write(new Tokens(1, List.of(entry)))) + "\n";
        PrivateFiles.write(file, tokens.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Caller> authenticate(Credentials credentials) {
        @Nullable String header = credentials.authorization();
        if (header == null || header.length() > LONGEST || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] presented = sha256(header.substring(SCHEME.length()));
        @Nullable Caller found = null;
        for (Token token : tokens) {
            // Every digest is compared, each in constant time: how long it takes says nothing.
            if (MessageDigest.isEqual(token.digest, presented)) {
                found = token.caller;
            }
        }
        return Optional.ofNullable(found);
    }

    private static byte[] sha256(String text) {
        try {
            return ((MessageDigest) SHA_256.clone()).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException everyJavaCanCloneIt) {
            throw new IllegalStateException(everyJavaCanCloneIt);
        }
    }

    /** Never fed: a copy of it costs far less than a search through the providers on every request. */
    private static MessageDigest unused() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
