package org.zapigateway.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.zapigateway.FreePort;

/** A real Kafka of one node, in this JVM. It makes topics when they are asked for. */
final class KafkaServer implements AutoCloseable {
    private final String address = "127.0.0.1:" + FreePort.find();
    private final KafkaRaftServer server;

    KafkaServer(Path directory) throws IOException {
        String controller = "127.0.0.1:" + FreePort.find();
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@" + controller,
                "controller.listener.names", "CONTROLLER",
                "listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller,
                "log.dirs", directory.resolve("log").toString(),
                "num.partitions", "1",
                "offsets.topic.replication.factor", "1"));
        Path file = directory.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        String[] format = {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()};
        int exit = StorageTool.execute(format, new PrintStream(OutputStream.nullOutputStream()));
        if (exit != 0) {
            throw new IOException("Kafka's storage in " + directory + " could not be formatted: " + exit);
        }
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
    }

    String address() {
        return address;
    }

    /** A reader of the topic's only partition, from its beginning. */
    Reader read(String topic) {
        return new Reader(address, topic);
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    static final class Reader implements AutoCloseable {
        private final KafkaConsumer<String, String> consumer;

        private Reader(String address, String topic) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", address), new StringDeserializer(), new StringDeserializer());
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        /** What has come since the last look. */
        List<ConsumerRecord<String, String>> poll() {
            List<ConsumerRecord<String, String>> records = new java.util.ArrayList<>();
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            return records;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
