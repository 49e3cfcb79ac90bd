package io.spanline.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.terminal.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseTableTest {
  @TempDir private Path folder;

  @Test
  void eachFileOfTheFolderIsInTheTable() throws Exception {
    Path corpus = Path.of("corpus");

    CaseTable table = CaseTable.read(corpus);

    try (var files = Files.list(corpus)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .filteredOn(file -> !file.equals("cases.yaml"))
          .containsExactlyInAnyOrderElementsOf(
              table.files().rows().stream().map(Case::file).toList());
    }
  }

  @Test
  void aRowSaysNothingThatIsNotLookedAt() throws Exception {
    table("- {file: a.json, about: a, service: {a: {requests: 1}}}");

    assertThatThrownBy(() -> CaseTable.read(folder))
        .isInstanceOf(Complaint.class)
        .hasMessageContainingAll("line 1", "service");
  }

  @Test
  void aRowHasAFileThatIsThere() throws Exception {
    table("- {file: b.json, about: b}");

    assertThatThrownBy(() -> CaseTable.read(folder)).hasMessageContaining("no file b.json");
  }

  @Test
  void noNameBeginsWithThatOfAnotherRow() throws Exception {
    Files.createFile(folder.resolve("a-b.json"));
    table("- {file: a.json, about: a}\n- {file: a-b.json, about: b}");

    assertThatThrownBy(() -> CaseTable.read(folder)).hasMessageContaining("a-b begins with");
  }

  private void table(String rows) throws IOException {
    Files.createFile(folder.resolve("a.json"));
    Files.writeString(folder.resolve("cases.yaml"), rows);
  }
}
