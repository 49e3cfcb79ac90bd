package io.spanline.cli.stack;

import io.spanline.cli.invocation.Invocation;
import io.spanline.settings.Port;
import io.spanline.terminal.Complaint;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code spanline kafka}. */
@Command(
    name = "kafka",
    description = {
      "Run one of Kafka's own tools, without installing Kafka.",
      "Tools: console-consumer, console-producer, topics, get-offsets, consumer-groups.",
      "Adds --bootstrap-server of the running stack unless you give one.",
      "Prints records as they are: on a terminal, names in them may act on it; pipe them through"
          + " cat -v, or use the verbs traces and spans.",
      "",
      "Example: ./spanline kafka console-consumer --topic traces --from-beginning"
          + " --max-messages 1 --isolation-level read_committed"
    })
public final class KafkaCommand implements Callable<Integer> {
  private static final Map<String, String> TOOLS =
      new TreeMap<>(
          Map.of(
              "console-consumer", "org.apache.kafka.tools.consumer.ConsoleConsumer",
              "console-producer", "org.apache.kafka.tools.ConsoleProducer",
              "topics", "org.apache.kafka.tools.TopicCommand",
              "get-offsets", "org.apache.kafka.tools.GetOffsetShell",
              "consumer-groups", "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand"));

  @Parameters(paramLabel = "TOOL", description = "name of the tool")
  private String tool = "";

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws ReflectiveOperationException {
    String type = TOOLS.get(tool);
    if (type == null) {
      throw Complaint.refused(
          "no tool '%s'; use one of %s".formatted(tool, String.join(", ", TOOLS.keySet())));
    }
    List<String> all = new ArrayList<>(arguments);
    boolean addressed = all.stream().anyMatch(each -> each.startsWith("--bootstrap-server"));
    if (!addressed && !all.contains("--help")) {
      all.add("--bootstrap-server");
      all.add(Invocation.ofThisProcess().settings().address(Port.KAFKA));
    }
    try {
      Class.forName(type)
          .getMethod("main", String[].class)
          .invoke(null, (Object) all.toArray(String[]::new));
    } catch (InvocationTargetException e) {
      throw Complaint.failed(tool + ": " + e.getCause());
    }
    return 0;
  }
}
