// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.simulator;

/** What a method does to the fabric beyond what the transition table says: on acceptance, at the end of its job, and when that fails. */
interface Effect {

    /** How a job's end turned out. */
    sealed interface Result {

        /** The work is done. */
        record Done() implements Result {}

        /** The job goes on until something else ends it. */
        record GoesOn() implements Result {}

        /** The work could not be done. */
        record Failed(JobFailure failure) implements Result {}

        Result DONE = new Done();

        static Result failed(JobFailure failure) {
            return new Failed(failure);
        }
    }

    /** When the call is accepted, before its job is in the book. */
    default void accepted(Scene scene, CollectionRow row, JobRow job) {}

    /** When the job has come to its end. */
    Result done(Scene scene, CollectionRow row, JobRow job);

    /** When the job has failed: puts back what {@link #accepted} changed. */
    default void failed(Scene scene, CollectionRow row, JobRow job) {}
}
