// SPDX-License-Identifier: Apache-2.0
package io.hvcr.agent.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A statement that is kept, with the places of its columns once it has answered. */
final class Prepared {

    private final PreparedStatement statement;
    private Map<String, Integer> columns = Map.of();

    Prepared(PreparedStatement statement) {
        this.statement = statement;
    }

    PreparedStatement statement() {
        return statement;
    }

    /** Where each column stands in this answer; the same in every answer of the statement. */
    Map<String, Integer> columns(ResultSet results) throws SQLException {
        if (columns.isEmpty()) {
            ResultSetMetaData meta = results.getMetaData();
            Map<String, Integer> places = new HashMap<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                places.putIfAbsent(meta.getColumnLabel(i), i);
            }
            columns = places;
        }
        return columns;
    }
}
