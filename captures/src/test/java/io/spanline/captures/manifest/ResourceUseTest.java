package io.spanline.captures.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.FileFormat;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceUseTest {
  @Test
  void aNumberHasOneTextBeforeAndAfterTheManifest() throws Exception {
    ResourceUse measured =
        new ResourceUse(37, new BigDecimal("2.380"), new BigDecimal("0.0660"), 1L, 2L, null);

    ResourceUse read =
        FileFormat.JSON.readValue(FileFormat.JSON.writeValueAsString(measured), ResourceUse.class);

    assertThat(read).isEqualTo(measured);
    assertThat(String.valueOf(read.cpuSeconds())).isEqualTo("2.38");
    assertThat(String.valueOf(measured.cpuSeconds())).isEqualTo("2.38");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0005", "0.001", "0.00003", "12345678", "123456789.123456", "0", "20"})
  void aNumberIsTheSameInTheManifestAndInTheBaseline(String number) throws Exception {
    BigDecimal figure = new BigDecimal(number);
    ResourceUse measured = new ResourceUse(6, figure, figure, 1L, 2L, null);

    String json = FileFormat.JSON.writeValueAsString(measured);
    ResourceUse read = FileFormat.JSON.readValue(json, ResourceUse.class);

    assertThat(read).isEqualTo(measured);
    assertThat(FileFormat.JSON.writeValueAsString(read)).isEqualTo(json);
    // A double would write an exponent.
    assertThat(json).doesNotContain("E").contains(number);
    assertThat(read.cpuCores()).isEqualByComparingTo(figure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "1e41", "0.1e-40"})
  void aNumberThatStandsForABillionDigitsIsRefused(String number) {
    String json = "{\"samples\": 1, \"cpu_seconds\": " + number + "}";

    assertThatThrownBy(() -> FileFormat.JSON.readValue(json, ResourceUse.class))
        .hasMessageContaining("cpu_seconds has more than 40 digits");
  }
}
