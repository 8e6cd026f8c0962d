// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.journal;

/** What became of a new operation. */
public sealed interface Begun {

    /** It is on disk, with the intent of its first step. */
    record Started(OperationEntry operation) implements Begun {}

    /** The key stands for this operation, begun before with the same parameters. Nothing was written. */
    record Repeated(OperationEntry operation) implements Begun {}

    /** The key stands for this operation, begun before with other parameters. Nothing was written. */
    record KeyReused(OperationEntry operation) implements Begun {}
}
