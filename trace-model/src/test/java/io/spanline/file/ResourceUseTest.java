package io.spanline.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

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
}
