package org.zapigateway.subscription;

import java.util.List;
import org.springframework.jms.connection.JmsResourceHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The transactions that a batch runs in: of each database and of an external company broker, bound to the thread, so
 * that all steps of a batch share one commit of the target. They commit before the inbox does; what is then repeated
 * after a crash is absorbed by primary keys and duplicate ids (best effort, one phase).
 *
 * <p>A transaction that no step touches costs nothing: the managers are lazy.
 */
final class Targets {
    private final List<TransactionTemplate> databases;
    private final CompanyBroker companyBroker;

    /**
     * The targets of a gateway.
     *
     * @param databases the managers of the databases' transactions; each must be lazy
     */
    Targets(List<PlatformTransactionManager> databases, CompanyBroker companyBroker) {
        this.databases = databases.stream().map(TransactionTemplate::new).toList();
        this.companyBroker = companyBroker;
    }

    /**
     * Runs a batch in all transactions and commits them; when it throws, all are rolled back.
     *
     * @param lane the lane's own transaction, or {@code null} when the sends to the company broker must run outside any
     *     transaction, each for itself
     */
    void inTransactions(JmsResourceHolder lane, Runnable batch) {
        Runnable sending = lane == null ? batch : () -> companyBroker.inTransaction(lane, batch);
        nest(0, sending);
    }

    private void nest(int depth, Runnable innermost) {
        if (depth == databases.size()) {
            innermost.run();
        } else {
            databases.get(depth).executeWithoutResult(status -> nest(depth + 1, innermost));
        }
    }
}
