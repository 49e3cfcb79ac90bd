package io.spanline.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
  private static final Path NONE = Path.of("");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.2"})
  void theLoopbackNeedsNoToken(String bind) throws IOException {
    assertThat(Exposure.of(bind, 0, NONE, Set.of()).token()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.168.1.7", "::", "fe80::1"})
  void anotherAddressNeedsOne(String bind) throws IOException {
    assertThatThrownBy(() -> Exposure.of(bind, 0, NONE, Set.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SPANLINE_BIND=" + bind)
        .hasMessageContaining("set SPANLINE_TOKEN_FILE");
    assertThat(Exposure.of(bind, 0, token("sixteen-letters!"), Set.of()).token()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "300.1.1.1", "", "127.0.0.1:80", "1234"})
  void anythingElseIsNoAddress(String bind) {
    assertThatThrownBy(() -> Exposure.of(bind, 0, NONE, Set.of()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("invalid SPANLINE_BIND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "too short", "fifteen-letters", "two tokens of length", "sixteen-lettärs!"})
  void aTokenThatWillNotDoIsRefusedUnshown(String text) throws IOException {
    Path file = token(text);

    assertThatThrownBy(() -> Exposure.of("127.0.0.1", 0, file, Set.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("at least 16 printable ASCII characters")
        .satisfies(
            e ->
                assertThat(text.isEmpty() || !String.valueOf(e.getMessage()).contains(text))
                    .isTrue());
  }

  @Test
  void aTokenFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("none");

    assertThatThrownBy(() -> Exposure.of("127.0.0.1", 0, file, Set.of()))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("cannot be read");
  }

  @Test
  void aTokenIsNotShown() throws IOException {
    Exposure exposure = Exposure.of("127.0.0.1", 0, token("sixteen-letters!"), Set.of());

    assertThat(exposure.toString()).doesNotContain("sixteen");
  }

  private Path token(String text) throws IOException {
    return Files.writeString(folder.resolve("token"), text);
  }
}
