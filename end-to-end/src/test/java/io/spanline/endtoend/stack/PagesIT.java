package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.endtoend.MachinePrograms;
import io.spanline.endtoend.stack.DocumentedCommands.Documented;
import io.spanline.harness.process.LinkedClone;
import io.spanline.harness.process.LinkedClone.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Types what the pages say, in the clone where the demo runs: each command must do what it is for
 * and end well. Where a page says a usual port, that of this run is put; so is a real trace for the
 * one that the pages show.
 */
@Tag("stack")
class PagesIT {
  /** Beginnings of commands that are not typed here, and why. */
  private static final Map<String, String> NOT_TYPED =
      Map.of(
          "./spanline demo", "starts the stack that all others are typed beside",
          "./spanline up", "StopIT types it",
          "./spanline down", "StopIT types it",
          "./spanline clean", "ScriptIT types it, where there is something to remove",
          "./spanline test", "this is a part of it",
          "./spanline faults", "minutes: the tier soak; FaultsIT runs its short form",
          "./spanline bench", "minutes: the tiers soak and bench",
          "docker compose",
              "needs Docker and its images; the verbs of docker compose run are typed");

  /** What stands after it are words for the command line, as after {@code ./spanline}. */
  private static final String COMPOSE_VERB = "docker compose run --rm spanline ";

  private static final String SHOWN_TRACE = "30b3dbd6";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static final Map<String, String> ENVIRONMENT = new HashMap<>();
  private static DemoStack stack;
  private static LinkedClone clone;
  private static @Nullable Process traffic;

  @BeforeAll
  static void useTheStackOfTheDemo() throws IOException {
    stack = DemoStack.get();
    clone = stack.linkedClone();
    ENVIRONMENT.putAll(stack.environment());
    ENVIRONMENT.put("PATH", stockTools() + ":" + System.getenv("PATH"));
  }

  @AfterAll
  static void stopTheTraffic() {
    if (traffic != null) {
      LinkedClone.stop(traffic);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clean", "test", "faults", "bench fuzz"})
  void whatWouldPullTheRugAwayIsRefusedWhileTheStackRuns(String verb) {
    Ran ran = typed("./spanline " + verb);

    assertThat(ran.exit()).as(ran.output()).isEqualTo(2);
    assertThat(ran.output()).contains("a stack of this clone is running", "./spanline down");
  }

  @TestFactory
  Stream<DynamicNode> everyCommandOfEveryPage() {
    // What stands on two pages is typed once.
    Set<String> known = new HashSet<>();
    return DocumentedCommands.pages(clone.root()).stream()
        .filter(page -> !page.equals(WithoutShopIT.PAGE))
        .map(
            page ->
                DynamicContainer.dynamicContainer(
                    page.toString(),
                    DocumentedCommands.of(clone.root(), page).stream()
                        .filter(command -> !isNotTyped(command.text()))
                        .filter(command -> known.add(here(command.text())))
                        .map(PagesIT::test)));
  }

  @Test
  void whatIsNotTypedStandsOnAPage() {
    Set<String> used =
        DocumentedCommands.pages(clone.root()).stream()
            .flatMap(page -> DocumentedCommands.of(clone.root(), page).stream())
            .flatMap(command -> NOT_TYPED.keySet().stream().filter(command.text()::startsWith))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(used).isEqualTo(new TreeSet<>(NOT_TYPED.keySet()));
  }

  private static DynamicTest test(Documented command) {
    return DynamicTest.dynamicTest(
        "line %d: %s".formatted(command.line(), command.text()),
        () -> succeeds(here(command.text())));
  }

  private static String here(String command) {
    return command.replace(COMPOSE_VERB, "./spanline ");
  }

  private static void succeeds(String command) throws IOException {
    for (String program : List.of("jq", "curl")) {
      if (command.matches(".*\\b" + program + "\\b.*")) {
        MachinePrograms.required(program);
      }
    }
    if (!command.startsWith("./spanline demo")) {
      beginTraffic();
    }
    Ran ran = typed(command);

    assertThat(ran.exit())
        .as(command + "\n" + ran.output())
        .isIn(DocumentedCommands.goodExits(command));
    assertThat(ran.output()).as(command).doesNotContain("\tat ", "Exception", "problem+json");
    if (command.contains("| jq")) {
      assertThat(ran.output().strip()).as(command).isNotEmpty().isNotEqualTo("null");
    }
    if (command.startsWith("curl")) {
      assertThat(ran.output()).as(command).isNotBlank().doesNotContain("\"status\":4");
    }
  }

  /** Pages speak of the last minute and of what comes next; the demo waits until all is quiet. */
  private static void beginTraffic() throws IOException {
    if (traffic == null) {
      traffic =
          clone.start(ENVIRONMENT, "./spanline", "traffic", "--count", "99999", "--rate", "10");
    }
  }

  private static Ran typed(String command) {
    String real = DocumentedCommands.atPorts(command.replace(SHOWN_TRACE, trace()), ENVIRONMENT);
    if (TypedInProcess.can(real)) {
      return TypedInProcess.run(clone, real);
    }
    return clone.run(ENVIRONMENT, "bash", "-e", "-o", "pipefail", "-c", real);
  }

  private static String trace() {
    try (Stream<String> lines =
        Files.lines(clone.root().resolve("data/captures/capture_001.json"))) {
      return JSON.readTree(lines.findFirst().orElseThrow()).path("traceId").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kafka's stock script, by the same class; ends after a message, which people do by Ctrl-C. */
  private static Path stockTools() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("kafka bin"));
    Path script =
        Files.writeString(
            bin.resolve("kafka-console-consumer.sh"),
            "#!/bin/sh\nexec '%s/spanline' kafka console-consumer --max-messages 1 \"$@\"\n"
                .formatted(clone.root()));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return bin;
  }

  private static boolean isNotTyped(String command) {
    return !command.equals("./spanline demo --running")
        && !command.startsWith(COMPOSE_VERB)
        && NOT_TYPED.keySet().stream().anyMatch(command::startsWith);
  }
}
