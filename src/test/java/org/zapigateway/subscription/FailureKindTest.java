package org.zapigateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zapigateway.subscription.FailureKind.PERMANENT;
import static org.zapigateway.subscription.FailureKind.TRANSIENT;

import com.rabbitmq.client.ShutdownSignalException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.mail.AuthenticationFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.qpid.jms.JmsConnectionRemotelyClosedException;
import org.apache.qpid.jms.exceptions.JmsConnectionFailedException;
import org.apache.qpid.jms.provider.exceptions.ProviderDeliveryReleasedException;
import org.apache.qpid.jms.provider.exceptions.ProviderIOException;
import org.apache.qpid.jms.provider.exceptions.ProviderInvalidDestinationException;
import org.apache.qpid.jms.provider.exceptions.ProviderOperationTimedOutException;
import org.apache.qpid.jms.provider.exceptions.ProviderResourceAllocationException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.AmqpIOException;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

class FailureKindTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                // Networks
                row(new ConnectException("refused"), TRANSIENT),
                row(new NoRouteToHostException("none"), TRANSIENT),
                row(new SocketTimeoutException("slow"), TRANSIENT),
                row(new UnknownHostException("who"), TRANSIENT),
                row(new SSLHandshakeException("certificate expired"), TRANSIENT),
                // HTTP
                row(answer(503), TRANSIENT),
                row(answer(429), TRANSIENT),
                row(answer(401), TRANSIENT),
                row(answer(407), TRANSIENT),
                row(answer(400), PERMANENT),
                row(answer(403), PERMANENT),
                row(answer(404), PERMANENT),
                row(answer(500), PERMANENT),
                row(new NoHttpResponseException("gone"), TRANSIENT),
                // JMS
                row(new jakarta.jms.IllegalStateException("Session is closed"), TRANSIENT),
                row(new JMSSecurityException("wrong password"), TRANSIENT),
                row(new InvalidDestinationException("no such queue"), PERMANENT),
                row(new JMSException("anything"), PERMANENT),
                // Kafka
                row(new TimeoutException("Topic orders not present in metadata"), TRANSIENT),
                row(new NotEnoughReplicasException("two of three are down"), TRANSIENT),
                row(new SaslAuthenticationException("wrong password"), TRANSIENT),
                row(new TopicAuthorizationException("orders"), PERMANENT),
                row(new RecordTooLargeException("large"), PERMANENT),
                // AMQP 1.0
                row(new JmsConnectionFailedException(new IOException("lost")), TRANSIENT),
                row(new JmsConnectionRemotelyClosedException("closed"), TRANSIENT),
                row(caused(new JMSException("lost"), new ProviderIOException("lost")), TRANSIENT),
                row(caused(new JMSException("late"), new ProviderOperationTimedOutException("late")), TRANSIENT),
                row(caused(new JMSException("full"), new ProviderResourceAllocationException("full")), TRANSIENT),
                row(caused(new JMSException("released"), new ProviderDeliveryReleasedException("later")), TRANSIENT),
                row(caused(new JMSException("no"), new ProviderInvalidDestinationException("no")), PERMANENT),
                // RabbitMQ
                row(new AmqpConnectException(new IOException("refused")), TRANSIENT),
                row(new AmqpIOException(new IOException("broken")), TRANSIENT),
                row(new AmqpAuthenticationException(new IOException("wrong password")), TRANSIENT),
                row(new java.util.concurrent.TimeoutException("not confirmed"), TRANSIENT),
                row(new AmqpConnectException(new ShutdownSignalException(true, false, null, null)), TRANSIENT),
                row(new AmqpConnectException(new ShutdownSignalException(false, false, null, null)), PERMANENT),
                row(new ShutdownSignalException(false, false, null, null), PERMANENT),
                // Mail
                row(new MailConnectException(new SocketConnectException("refused", null, "mx", 25, 1)), TRANSIENT),
                row(new AuthenticationFailedException("wrong password"), TRANSIENT),
                row(answerToMail(421), TRANSIENT),
                row(answerToMail(452), TRANSIENT),
                row(answerToMail(-1), TRANSIENT),
                row(answerToMail(550), PERMANENT),
                row(new SMTPAddressFailedException(null, "RCPT", 451, "greylisted"), TRANSIENT),
                row(new SMTPAddressFailedException(null, "RCPT", 550, "unknown"), PERMANENT),
                // JDBC
                row(new SQLTransientConnectionException("database - Connection is not available"), TRANSIENT),
                row(new SQLRecoverableException("again"), TRANSIENT),
                row(new SQLNonTransientConnectionException("closed"), TRANSIENT),
                row(new SQLIntegrityConstraintViolationException("not null", "23502"), PERMANENT),
                row(new SQLException("Database is already closed", "90121", 90121), TRANSIENT),
                row(new SQLException("general", "HY000", 50000, new MVStoreException(2, "write failed")), TRANSIENT),
                row(new SQLException("general", "HY000", 50000), PERMANENT),
                row(new SQLException("no state"), PERMANENT),
                // Spring, also where it tells no cause
                row(new CannotGetJdbcConnectionException("none", new SQLTransientConnectionException()), TRANSIENT),
                row(new CannotGetJdbcConnectionException("none"), TRANSIENT),
                row(new DataAccessResourceFailureException("broken"), TRANSIENT),
                row(new QueryTimeoutException("slow"), TRANSIENT),
                row(new CannotAcquireLockException("locked"), TRANSIENT),
                row(new RecoverableDataAccessException("again"), TRANSIENT),
                row(new CannotCreateTransactionException("no connection"), TRANSIENT),
                row(new TransactionTimedOutException("late"), TRANSIENT),
                row(new TransactionSystemException("commit", new SQLException("gone", "08006")), TRANSIENT),
                row(new TransactionSystemException("commit", new SQLException("check", "23514")), PERMANENT),
                row(new DuplicateKeyException("key", new SQLException("key", "23505")), PERMANENT),
                row(new BadSqlGrammarException("task", "SELEC", new SQLException("syntax", "42601")), PERMANENT),
                // Code
                row(new IllegalArgumentException("the event"), PERMANENT),
                row(new NoClassDefFoundError("org/example/Gone"), PERMANENT),
                row(new InterruptedException("stopping"), TRANSIENT),
                row(new RejectedExecutionException("the route stops"), TRANSIENT),
                row(new OutOfMemoryError("heap"), TRANSIENT),
                row(new StackOverflowError("deep"), PERMANENT));
    }

    private static HttpOperationFailedException answer(int status) {
        return new HttpOperationFailedException("http://crm", status, "text", null, Map.of(), null);
    }

    private static SMTPSendFailedException answerToMail(int code) {
        return new SMTPSendFailedException("DATA", code, "text", null, null, null, null);
    }

    private static JMSException caused(JMSException failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsOfItsKind(Throwable failure, FailureKind kind) {
        assertThat(FailureKind.of(failure)).isEqualTo(kind);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void itsKindIsFoundBelowWhatWrapsIt(Throwable failure, FailureKind kind) {
        Throwable wrapped = new RuntimeCamelException("in a route", new RuntimeException(failure));

        assertThat(FailureKind.of(wrapped)).isEqualTo(kind);
        assertThat(FailureRules.builtIn().kindOf(wrapped)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "08001, TRANSIENT", // no connection
        "08006, TRANSIENT", // connection lost
        "25006, TRANSIENT", // read-only: the primary has moved
        "25P03, TRANSIENT", // the transaction was idle for longer than the server allows
        "25P04, TRANSIENT", // the transaction lasted for longer than the server allows
        "26000, TRANSIENT", // a prepared statement that a pool before the server has lost
        "42P05, TRANSIENT",
        "28P01, TRANSIENT", // wrong password
        "40001, TRANSIENT", // serialization failure
        "40P01, TRANSIENT", // deadlock
        "53100, TRANSIENT", // disk full
        "53300, TRANSIENT", // too many connections
        "55P03, TRANSIENT", // lock not available
        "57014, TRANSIENT", // cancelled
        "57P01, TRANSIENT", // shutting down
        "57P03, TRANSIENT", // starting
        "58030, TRANSIENT", // I/O error of the server
        "22001, PERMANENT", // too long
        "22P05, PERMANENT", // untranslatable character
        "23502, PERMANENT", // not null
        "23505, PERMANENT", // unique
        "42P01, PERMANENT", // no such table
        "42501, PERMANENT" // no right
    })
    void anSqlStateIsOfItsKind(String state, FailureKind kind) {
        assertThat(FailureKind.of(new SQLException("text", state))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_CONNECTED, TRANSIENT",
        "CONNECTION_TIMEDOUT, TRANSIENT",
        "DISCONNECTED, TRANSIENT",
        "UNBLOCKED, TRANSIENT",
        "REMOTE_DISCONNECT, TRANSIENT",
        "OBJECT_CLOSED, TRANSIENT",
        "ADDRESS_FULL, TRANSIENT",
        "IO_ERROR, TRANSIENT",
        "SESSION_CREATION_REJECTED, TRANSIENT",
        "SECURITY_EXCEPTION, TRANSIENT",
        "TRANSACTION_OUTCOME_UNKNOWN, TRANSIENT",
        "TRANSACTION_ROLLED_BACK, TRANSIENT",
        "DUPLICATE_ID_REJECTED, REPEAT",
        "QUEUE_DOES_NOT_EXIST, PERMANENT",
        "ADDRESS_DOES_NOT_EXIST, PERMANENT",
        "ILLEGAL_STATE, PERMANENT"
    })
    void anAnswerOfTheBrokerIsOfItsKind(ActiveMQExceptionType type, FailureKind kind) {
        ActiveMQException answer = type.createException("text");
        JMSException jms = new JMSException("text");
        jms.initCause(answer);

        assertThat(FailureKind.of(answer)).isEqualTo(kind);
        assertThat(FailureKind.of(new TransactionSystemException("could not commit", jms)))
                .isEqualTo(kind);
    }

    private static Arguments row(Throwable failure, FailureKind kind) {
        return Arguments.of(failure, kind);
    }
}
