package org.zapigateway.store;

import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/** Takes a connection at the first statement: a transaction around a batch that executes none takes none. */
class LazyDataSource extends LazyConnectionDataSourceProxy {
    LazyDataSource(DataSource target) {
        // Both are what databases begin with. Unless told, the proxy opens a connection to learn them.
        setDefaultAutoCommit(true);
        setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        setTargetDataSource(target);
    }
}
