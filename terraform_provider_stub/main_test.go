// SPDX-License-Identifier: Apache-2.0

package main

import (
	"os"
	"strings"
	"testing"
)

// withoutLogging takes every variable of Terraform's logging away for the time of a test.
func withoutLogging(t *testing.T) {
	t.Helper()
	for _, part := range []string{"SDK", "SDK_PROTO", "SDK_FRAMEWORK", "PROVIDER"} {
		t.Setenv("TF_LOG_"+part, "") // Restored by the test, although taken away below.
	}
	for _, variable := range os.Environ() {
		if name, value, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "TF_LOG") {
			t.Setenv(name, value)
			if err := os.Unsetenv(name); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestNothingIsLoggedUnlessSomebodyWantsToSeeIt(t *testing.T) {
	withoutLogging(t)
	quiet()
	for _, part := range []string{"SDK", "SDK_PROTO", "SDK_FRAMEWORK", "PROVIDER"} {
		if level := os.Getenv("TF_LOG_" + part); level != "ERROR" {
			t.Errorf("TF_LOG_%s is %q", part, level)
		}
	}
}

func TestLevelsThatSomebodyChoseAreLeftAlone(t *testing.T) {
	for _, chosen := range []string{"TF_LOG", "TF_LOG_PROVIDER", "TF_LOG_SDK_PROTO"} {
		t.Run(chosen, func(t *testing.T) {
			withoutLogging(t)
			t.Setenv(chosen, "TRACE")
			quiet()
			for _, variable := range os.Environ() {
				if strings.HasPrefix(variable, "TF_LOG") && variable != chosen+"=TRACE" {
					t.Errorf("%s was set", variable)
				}
			}
		})
	}
}
