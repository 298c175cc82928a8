package org.zapigateway.subscription;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/** What a failure says about its cause, and so what becomes of the event. */
enum FailureKind {
    /** The target is away. Wait and try again, in order, however long it takes; the event is not to blame. */
    TRANSIENT,

    /** The event, or the route, is to blame: after the attempts of the route's policy it is a dead letter. */
    PERMANENT,

    /**
     * The target has this event already and says so by failing the whole transaction. The event runs again alone and
     * outside a transaction, where Artemis drops the repeat and keeps the rest.
     */
    REPEAT;

    /**
     * A refused login counts as an outage too: a password that was rotated too early must not turn every event into a
     * dead letter.
     */
    private static final Set<ActiveMQExceptionType> BROKER_IS_AWAY = Set.of(
            ActiveMQExceptionType.NOT_CONNECTED,
            ActiveMQExceptionType.CONNECTION_TIMEDOUT,
            ActiveMQExceptionType.DISCONNECTED,
            ActiveMQExceptionType.UNBLOCKED,
            ActiveMQExceptionType.SESSION_CREATION_REJECTED,
            ActiveMQExceptionType.TRANSACTION_OUTCOME_UNKNOWN,
            ActiveMQExceptionType.TRANSACTION_ROLLED_BACK,
            ActiveMQExceptionType.REMOTE_DISCONNECT,
            ActiveMQExceptionType.OBJECT_CLOSED,
            ActiveMQExceptionType.ADDRESS_FULL,
            ActiveMQExceptionType.IO_ERROR,
            ActiveMQExceptionType.SECURITY_EXCEPTION);

    /**
     * SQL states of a database that is away, out of resources, or asks to try again: connection exceptions (08),
     * transaction rollbacks such as deadlocks and serialization failures (40), insufficient resources (53), operator
     * intervention such as a shutdown (57); invalid authorization (28), which a rotated password causes; and errors outside of the database, such as a broken disk (58).
     */
    private static final Set<String> DATABASE_IS_AWAY = Set.of("08", "28", "40", "53", "57", "58");

    /**
     * A read-only transaction, after the primary has moved to another server; a session that the server has ended because
     * its transaction was idle, or lasted, for longer than it allows; a lock that another holds; and a prepared
     * statement that the server does not know, or knows already, because a pool before it has changed the connection.
     */
    private static final Set<String> DATABASE_CANNOT_NOW = Set.of("25006", "25P03", "25P04", "55P03", "26000", "42P05");

    /**
     * An HTTP service, or a proxy before it, that refuses the login (401, 407), is overloaded or restarts, or cannot be
     * reached by the proxy.
     */
    private static final Set<Integer> SERVICE_CANNOT_NOW = Set.of(401, 407, 408, 425, 429, 502, 503, 504);

    private static final Set<Integer> H2_IS_AWAY = Set.of(90020, 90067, 90098, 90121, 50200);

    /** What H2 throws when its file cannot be read or written; its SQL error code says only "general error" then. */
    private static final String H2_FILE_FAILURE = "org.h2.mvstore.MVStoreException";

    /** Classifies a failure by its chain of causes; the first link that says something decides. */
    static FailureKind of(Throwable failure) {
        for (Throwable link : ObjectHelper.createExceptionIterable(failure)) {
            if (isRepeat(link)) {
                return REPEAT;
            }
        }
        for (Throwable link : ObjectHelper.createExceptionIterable(failure)) {
            if (isTransient(link)) {
                return TRANSIENT;
            }
        }
        return PERMANENT;
    }

    private static boolean isRepeat(Throwable link) {
        return link instanceof ActiveMQException broker
                && broker.getType() == ActiveMQExceptionType.DUPLICATE_ID_REJECTED;
    }

    private static boolean isTransient(Throwable link) {
        if (link instanceof ActiveMQException broker) {
            return BROKER_IS_AWAY.contains(broker.getType());
        }
        if (link instanceof SQLException database) {
            return isTransient(database);
        }
        if (link instanceof HttpOperationFailedException answer) {
            return SERVICE_CANNOT_NOW.contains(answer.getStatusCode());
        }
        return isTransientForSpring(link)
                || ClientFailures.isAway(link)
                || link instanceof SocketException
                || link instanceof SSLException
                || link instanceof NoHttpResponseException
                || link instanceof ConnectionClosedException
                || link instanceof UnknownHostException
                || link instanceof InterruptedIOException
                // Somebody stops the route or the gateway, or it has no memory: none is the event's fault.
                || link instanceof InterruptedException
                || link instanceof RejectedExecutionException
                || link instanceof OutOfMemoryError
                || link instanceof jakarta.jms.IllegalStateException
                || link instanceof jakarta.jms.JMSSecurityException
                || H2_FILE_FAILURE.equals(link.getClass().getName());
    }

    /** Spring's own words, which need no cause: a connection that could not be had, a timeout, a lock. */
    private static boolean isTransientForSpring(Throwable link) {
        return link instanceof TransientDataAccessException
                || link instanceof RecoverableDataAccessException
                || link instanceof DataAccessResourceFailureException
                || link instanceof CannotCreateTransactionException
                || link instanceof TransactionTimedOutException;
    }

    private static boolean isTransient(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLNonTransientConnectionException
                || state != null && state.length() == 5 && DATABASE_IS_AWAY.contains(state.substring(0, 2))
                || state != null && DATABASE_CANNOT_NOW.contains(state)
                || H2_IS_AWAY.contains(failure.getErrorCode());
    }
}
