// SPDX-License-Identifier: Apache-2.0

// Package acceptance holds tests of the built provider, run by real CLIs against the real agent and its simulator, over
// TLS. They are skipped unless the environment names CLIs, provider and agent, as acceptance.sh does.
package acceptance
