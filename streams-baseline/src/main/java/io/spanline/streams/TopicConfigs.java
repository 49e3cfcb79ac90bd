package io.spanline.streams;

import io.spanline.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a topic's configuration must be as the catalogue says, since the program would lose
 * something or stop otherwise; the rest, such as retention, is for the operator to choose.
 */
record TopicConfigs(Topic<?, ?> topic, String broker) {
  // The least that each may be, or exactly what it must be.
  private static final String LARGEST_RECORD = "max.message.bytes";
  private static final List<String> CHECKED =
      List.of("cleanup.policy", LARGEST_RECORD, "message.timestamp.type", "compression.type");

  /** What differs in a topic's actual configuration, each with the command that mends it. */
  List<String> problems(Map<String, String> actual) {
    List<String> problems = new ArrayList<>();
    for (String name : CHECKED) {
      String wanted = topic.configs().get(name);
      String is = actual.getOrDefault(name, "");
      if (wanted != null && !satisfies(name, wanted, is)) {
        problems.add(
            "topic %s on %s must have %s=%s, has %s; mend it: %s"
                .formatted(topic.name(), broker, name, wanted, is, command(name, wanted)));
      }
    }
    return problems;
  }

  private static boolean satisfies(String name, String wanted, String is) {
    if (name.equals(LARGEST_RECORD)) {
      return !is.isEmpty() && Long.parseLong(is) >= Long.parseLong(wanted);
    }
    return choices(wanted).equals(choices(is));
  }

  private static Set<String> choices(String list) {
    return Set.copyOf(List.of(list.split(",", -1)));
  }

  /** Brackets keep a list together. */
  private String command(String name, String wanted) {
    String value = wanted.contains(",") ? "[" + wanted + "]" : wanted;
    return "kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s"
            .formatted(broker, topic.name())
        + " --add-config %s=%s".formatted(name, value);
  }
}
