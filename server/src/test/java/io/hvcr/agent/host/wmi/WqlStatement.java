// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.host.wmi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the WQL that this program writes, as the documentation describes the language: the other half of {@link Wql}, written
 * apart from it. Everything else is refused, a star for "all properties" above all.
 */
sealed interface WqlStatement {

    /** A SELECT; the conditions are alternatives. */
    record Select(List<String> properties, String className, List<Condition> anyOf) implements WqlStatement {}

    /** ASSOCIATORS OF an object. */
    record Associators(String path, Map<String, String> clauses) implements WqlStatement {}

    /** REFERENCES OF an object, as classes. */
    record References(String path) implements WqlStatement {}

    /** A property compared with a literal. */
    record Condition(String property, String value) {}

    static WqlStatement parse(String text) {
        return new Reader(text).statement();
    }

    /** The reader; it goes through the text once. */
    final class Reader {
        private final String text;
        private int at;

        private Reader(String text) {
            this.text = text;
        }

        private WqlStatement statement() {
            WqlStatement result = switch (word()) {
                case "SELECT" -> select();
                case "ASSOCIATORS" -> associators();
                case "REFERENCES" -> references();
                default -> throw broken("SELECT, ASSOCIATORS or REFERENCES");
            };
            space();
            if (at != text.length()) {
                throw broken("the end");
            }
            return result;
        }

        private Select select() {
            List<String> properties = new ArrayList<>();
            do {
                properties.add(word());
            } while (accept(','));
            expectWord("FROM");
            String className = word();
            List<Condition> conditions = new ArrayList<>();
            space();
            if (at < text.length()) {
                expectWord("WHERE");
                do {
                    String property = word();
                    expect('=');
                    conditions.add(new Condition(property, literal()));
                } while (acceptWord("OR"));
            }
            return new Select(properties, className, conditions);
        }

        private References references() {
            String path = braces();
            expectWord("WHERE");
            if (!word().equals("ClassDefsOnly")) {
                throw broken("ClassDefsOnly");
            }
            return new References(path);
        }

        private String braces() {
            expectWord("OF");
            expect('{');
            int start = at;
            boolean quoted = false;
            while (quoted || text.charAt(at) != '}') {
                if (text.charAt(at) == '\\') {
                    at++;
                } else if (text.charAt(at) == '"') {
                    quoted = !quoted;
                }
                at++;
            }
            return text.substring(start, at++);
        }

        private Associators associators() {
            String path = braces();
            expectWord("WHERE");
            Map<String, String> clauses = new LinkedHashMap<>();
            space();
            while (at < text.length()) {
                String clause = word();
                expect('=');
                clauses.put(clause, word());
                space();
            }
            return new Associators(path, clauses);
        }

        private String literal() {
            space();
            char quote = text.charAt(at);
            if (quote != '\'' && quote != '"') {
                return word();
            }
            at++;
            StringBuilder value = new StringBuilder();
            while (text.charAt(at) != quote) {
                if (text.charAt(at) == '\\') {
                    at++;
                }
                value.append(text.charAt(at++));
            }
            at++;
            return value.toString();
        }

        private String word() {
            space();
            int start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            if (at == start) {
                throw broken("a word");
            }
            return text.substring(start, at);
        }

        private void expectWord(String wanted) {
            if (!acceptWord(wanted)) {
                throw broken(wanted);
            }
        }

        private boolean acceptWord(String wanted) {
            space();
            if (!text.startsWith(wanted + " ", at)) {
                return false;
            }
            at += wanted.length();
            return true;
        }

        private void expect(char wanted) {
            if (!accept(wanted)) {
                throw broken("'" + wanted + "'");
            }
        }

        private boolean accept(char wanted) {
            space();
            if (at < text.length() && text.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        private void space() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }

        private IllegalArgumentException broken(String wanted) {
            return new IllegalArgumentException("WQL lacks " + wanted + " at " + at + ": " + text);
        }
    }
}
