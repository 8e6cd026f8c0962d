// SPDX-License-Identifier: Apache-2.0

package report

import (
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
)

var (
	wordEnd    = regexp.MustCompile(`([a-z0-9])([A-Z])`)
	acronymEnd = regexp.MustCompile(`([A-Z]+)([A-Z][a-z])`)
	index      = regexp.MustCompile(`\[[^\]]*\]`)
)

// Snake converts a member's name of the API, lowerCamelCase or WMI's PascalCase, to the attribute's.
func Snake(member string) string {
	split := acronymEnd.ReplaceAllString(member, "${1}_${2}")
	split = wordEnd.ReplaceAllString(split, "${1}_${2}")
	return strings.ToLower(split)
}

// Attribute converts the path of a member, such as settings.replicaServerPort, to the path of the attribute. An index is
// dropped: the attributes in question are sets, whose elements have no number.
func Attribute(member string) path.Path {
	attribute := path.Empty()
	for _, name := range strings.Split(index.ReplaceAllString(member, ""), ".") {
		if name != "" {
			attribute = attribute.AtName(Snake(name))
		}
	}
	return attribute
}
