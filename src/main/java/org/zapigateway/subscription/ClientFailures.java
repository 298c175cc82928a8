package org.zapigateway.subscription;

import com.rabbitmq.client.ShutdownSignalException;
import jakarta.jms.ResourceAllocationException;
import jakarta.mail.AuthenticationFailedException;
import java.util.concurrent.TimeoutException;
import org.apache.camel.util.ObjectHelper;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.qpid.jms.JmsConnectionRemotelyClosedException;
import org.apache.qpid.jms.provider.exceptions.ProviderDeliveryReleasedException;
import org.apache.qpid.jms.provider.exceptions.ProviderIOException;
import org.apache.qpid.jms.provider.exceptions.ProviderOperationTimedOutException;
import org.apache.qpid.jms.provider.exceptions.ProviderResourceAllocationException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.AmqpIOException;
import org.springframework.amqp.AmqpResourceNotAvailableException;
import org.springframework.amqp.AmqpTimeoutException;

/**
 * What the clients of Kafka, AMQP, RabbitMQ and mail servers throw when their server is away, overloaded, or refuses the
 * login. What they throw from the network underneath, {@link FailureKind} knows.
 */
final class ClientFailures {
    private ClientFailures() {}

    /** Whether this one exception, whatever caused it, says that the server is away. */
    static boolean isAway(Throwable failure) {
        return isAwayForKafka(failure)
                || isAwayForAmqp(failure)
                || isAwayForRabbitmq(failure)
                || isAwayForMail(failure)
                // What Camel throws when RabbitMQ does not confirm in time. No event is to blame for any such wait.
                || failure instanceof TimeoutException;
    }

    /** A topic that does not exist is among them: Kafka's client waits for it until its time is up. */
    private static boolean isAwayForKafka(Throwable failure) {
        return failure instanceof RetriableException || failure instanceof AuthenticationException;
    }

    private static boolean isAwayForAmqp(Throwable failure) {
        return failure instanceof JmsConnectionRemotelyClosedException
                || failure instanceof ProviderIOException
                || failure instanceof ProviderOperationTimedOutException
                || failure instanceof ProviderResourceAllocationException
                || failure instanceof ProviderDeliveryReleasedException
                || failure instanceof ResourceAllocationException;
    }

    private static boolean isAwayForRabbitmq(Throwable failure) {
        if (failure instanceof ShutdownSignalException
                || failure instanceof AmqpConnectException
                || failure instanceof AmqpIOException) {
            ShutdownSignalException closed = ObjectHelper.getException(ShutdownSignalException.class, failure);
            // A channel alone is closed for what was asked on it, such as an exchange that does not exist.
            return closed == null || closed.isHardError();
        }
        return failure instanceof AmqpAuthenticationException
                || failure instanceof AmqpResourceNotAvailableException
                || failure instanceof AmqpTimeoutException;
    }

    private static boolean isAwayForMail(Throwable failure) {
        if (failure instanceof SMTPSendFailedException sending) {
            return isForLater(sending.getReturnCode());
        }
        if (failure instanceof SMTPSenderFailedException sender) {
            return isForLater(sender.getReturnCode());
        }
        if (failure instanceof SMTPAddressFailedException address) {
            return isForLater(address.getReturnCode());
        }
        return failure instanceof MailConnectException || failure instanceof AuthenticationFailedException;
    }

    /** RFC 5321: 4xx asks to try again later; -1 stands for a connection that ended before the answer. */
    private static boolean isForLater(int returnCode) {
        return returnCode == -1 || returnCode / 100 == 4;
    }
}
