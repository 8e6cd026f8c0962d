// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.json;

import io.hvcr.agent.domain.CollectionMode;
import io.hvcr.agent.domain.CollectionRef;
import io.hvcr.agent.domain.CollectionState;
import io.hvcr.agent.domain.ErrorCode;
import io.hvcr.agent.domain.Outcome;
import io.hvcr.agent.domain.Problem;
import io.hvcr.agent.domain.Reason;
import io.hvcr.agent.domain.ReturnCode;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A problem as an error object (design 3.3): the one place that knows the shape, for the error of an answer as well as for the error of
 * an operation and for the journal, which reads it back.
 */
final class ProblemCodec implements Codec {

    private final RecordCodec shape;

    ProblemCodec(JsonBinder binder) {
        shape = new RecordCodec(ErrorObject.class, binder, null);
    }

    @Doc("An error: what failed, on which collection, in which mode and state, and what to do")
    record ErrorObject(
            @Doc(
                    "A code of JSON-RPC (-32700 … -32600), of this API (-32099 … -32000), or the host's return value (32768 …)")
            int code,

            @Doc("One or two sentences for people; programs look at data.reason")
            String message,

            @Doc("What programs read") ErrorData data) {}

    record ErrorData(
            @Doc("The stable reason; x-reasons has the meanings")
            Reason reason,

            @Doc("Whether the same request may succeed later without anybody changing anything") @Default("false")
            boolean retryable,

            @Doc("Whether anything was changed on the host") @Default("\"unknown\"")
            Outcome outcome,

            @Doc("The name of the code") @Nullable String name,

            @Doc(
                    "The member that the error is about, such as settings.replicaServerPort: of the params; of the request itself for -32600 and -32601")
            @Nullable
            String path,

            @Doc("The collection that the error is about") @Nullable
            CollectionRef collection,

            @Doc("The collection's mode when the error arose") @Nullable
            CollectionMode mode,

            @Doc("The collection's state when the error arose") @Nullable
            CollectionState state,

            @Doc("The journalled operation") @Nullable String operationId,

            @Doc("What the host answered, or would have answered") @Nullable
            ReturnCode returnValue,

            @Doc("The HRESULT of the host's management layer, such as 0x8004100E") @Nullable
            String hresult,

            @Doc("The node that owns the collection") @Nullable
            String ownerNode,

            @Doc("What is valid: values, methods, ids") @Nullable
            List<String> allowed,

            @Doc("What to do; never absent in an answer") @Nullable
            String hint) {}

    @Override
    public JsonValue encode(Object value) {
        Problem p = (Problem) value;
        return shape.encode(new ErrorObject(
                p.code(),
                p.message(),
                new ErrorData(
                        p.reason(),
                        p.retryable(),
                        p.outcome(),
                        name(p.code()),
                        p.path(),
                        p.collection(),
                        p.mode(),
                        p.state(),
                        p.operationId(),
                        p.returnValue(),
                        p.hresult() == null
                                ? null
                                : "0x" + HexFormat.of().withUpperCase().toHexDigits(p.hresult()),
                        p.ownerNode(),
                        p.allowed().isEmpty() ? null : p.allowed(),
                        p.hint() == null ? p.reason().advice() : p.hint())));
    }

    private static @Nullable String name(int code) {
        return Stream.of(ErrorCode.values())
                .filter(known -> known.number() == code)
                .map(ErrorCode::phrase)
                .findFirst()
                .orElseGet(() -> code > 0 ? ReturnCode.of(code).label() : null);
    }

    @Override
    public Object decode(JsonValue value, Mode mode) {
        ErrorObject error = (ErrorObject) shape.decode(value, Mode.LENIENT);
        ErrorData data = error.data;
        return new Problem(
                error.code,
                error.message,
                data.reason,
                data.retryable,
                data.outcome,
                data.path,
                data.collection,
                data.mode,
                data.state,
                data.operationId,
                data.returnValue,
                data.hresult == null ? null : hresult(data.hresult),
                data.ownerNode,
                data.allowed == null ? List.of() : data.allowed,
                data.reason.advice().equals(data.hint) ? null : data.hint);
    }

    private static Integer hresult(String text) {
        try {
            return Integer.parseUnsignedInt(text.replaceFirst("^0[xX]", ""), 16);
        } catch (NumberFormatException notHexadecimal) {
            throw BindingException.invalid("must be a hexadecimal number such as 0x8004100E")
                    .in("data.hresult");
        }
    }

    @Override
    public JsonObject schema(Schemas schemas) {
        return shape.schema(schemas);
    }
}
