package org.zapigateway.subscription;

import java.util.List;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zapigateway.inbox.EventFeed;

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

    /** A transaction for a lane. */
    LaneTransaction transaction(EventFeed feed) {
        return companyBroker.transaction(feed);
    }

    /**
     * Runs a batch in all transactions and commits them; when it throws, all are rolled back.
     *
     * @param lane the lane's transaction, or {@code null} when the sends to the company broker must run outside any
     *     transaction, each for itself
     */
    void inTransactions(LaneTransaction lane, Runnable batch) {
        nest(0, lane == null ? batch : () -> lane.run(batch));
    }

    private void nest(int depth, Runnable innermost) {
        if (depth == databases.size()) {
            innermost.run();
        } else {
            databases.get(depth).executeWithoutResult(status -> nest(depth + 1, innermost));
        }
    }
}
