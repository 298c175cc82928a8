import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSContext;
import java.util.HashSet;
import org.apache.qpid.jms.JmsConnectionFactory;

class Consumer {
    public static void main(String[] args) throws Exception {
        String broker = args.length > 0 ? args[0] : "amqp://localhost:61616";
        var seen = new HashSet<String>(); // in earnest: a unique key in your database, see README.md
        try (var context = new JmsConnectionFactory("failover:(" + broker + ")").createContext(JMSContext.SESSION_TRANSACTED)) {
            var consumer = context.createConsumer(context.createQueue("whatsapp.message.received"));
            while (true) {
                var message = consumer.receive();
                if (seen.add(message.getStringProperty("eventId"))) {
                    var data = new ObjectMapper().readTree(message.getBody(String.class)).path("data");
                    System.out.println(data.at("/chat/id").asText() + " " + data.at("/sender/name").asText() + " "
                            + data.at("/content/kind").asText() + " " + data.at("/content/text").asText());
                }
                context.commit(); // only now the broker forgets the message
            }
        }
    }
}
