package io.spanline.stack.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.stack.Checkout;
import io.spanline.stack.StackRefusal;
import io.spanline.stack.process.ProcessMark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunRecordTest {
  @TempDir Path root;
  private Checkout checkout;

  @BeforeEach
  void checkout() {
    checkout = new Checkout(root);
  }

  @Test
  void readsWhatItWrote() throws Exception {
    RunRecord record = record(Map.of("SPANLINE_PORT_KAFKA", "19999"));

    record.write(checkout.runFile());

    assertThat(RunRecord.read(checkout.runFile())).isEqualTo(record);
  }

  @Test
  void leavesOutSettingsOfAnotherBuild() throws Exception {
    record(Map.of("SPANLINE_PORT_KAFKA", "19999", "SPANLINE_OF_YESTERDAY", "1"))
        .write(checkout.runFile());

    RunningStack stack = RunningStack.find(checkout).orElseThrow();

    assertThat(stack.settings().environment()).containsOnlyKeys("SPANLINE_PORT_KAFKA");
  }

  @Test
  void listsProcessesOfAnotherBuild() throws Exception {
    ProcessMark self = ProcessMark.ofThisProcess();
    new RunRecord(
            RunRecord.Phase.RUNNING,
            self,
            List.of(new RunRecord.Child("of-yesterday", self, List.of("java"))),
            Map.of())
        .write(checkout.runFile());

    RunningStack stack = RunningStack.find(checkout).orElseThrow();

    assertThat(stack.processes()).extracting(StackProcess::port).containsExactly(0);
  }

  @Test
  void refusesValuesThatThisBuildCannotRead() throws Exception {
    record(Map.of("SPANLINE_PORT_KAFKA", "many")).write(checkout.runFile());

    assertThatThrownBy(() -> RunningStack.find(checkout))
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining("SPANLINE_PORT_KAFKA")
        .hasMessageContaining("./spanline down");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{\"phase\": \"RUNN",
        "{\"phase\": \"AWAY\", \"supervisor\": {\"pid\": 1, \"started\": \"2026-11-22T10:00:00Z\"},"
            + " \"children\": [], \"settings\": {}}",
        "{\"phase\": \"RUNNING\", \"supervisor\": {\"pid\": 1, \"started\": \"noon\"},"
            + " \"children\": [], \"settings\": {}}"
      })
  void refusesADamagedFileAndNamesIt(String text) throws Exception {
    Files.createDirectories(checkout.run());
    Files.writeString(checkout.runFile(), text);

    assertThatThrownBy(() -> RunRecord.read(checkout.runFile()))
        .isInstanceOf(StackRefusal.class)
        .hasMessageContaining(checkout.runFile().toString())
        .hasMessageContaining("delete");
  }

  @Test
  void isThatOfTheFolderUnderAnyName() throws Exception {
    Path link = Files.createSymbolicLink(root.resolve("link"), checkout.state());
    record(Map.of()).write(checkout.runFile());

    assertThat(RunningStack.find(new Checkout(root, link))).isPresent();
  }

  private static RunRecord record(Map<String, String> settings) {
    return new RunRecord(RunRecord.Phase.RUNNING, ProcessMark.ofThisProcess(), List.of(), settings);
  }
}
