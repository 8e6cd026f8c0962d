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
	member     = regexp.MustCompile(`\b(settings|initialReplication)\.[A-Za-z]+`)
	assignment = regexp.MustCompile(`"([A-Za-z]+)":("[^"]*")`)
)

// Spoken is a message of the agent in the caller's language: the members of a document as the attributes that they are
// here, and "acknowledge":"unplanned" as it is written in a configuration.
func Spoken(message string) string {
	return assignment.ReplaceAllString(member.ReplaceAllStringFunc(message, Snake), "$1 = $2")
}

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
