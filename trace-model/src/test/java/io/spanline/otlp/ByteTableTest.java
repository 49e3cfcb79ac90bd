package io.spanline.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteTableTest {
  private final ByteTable<String> table = new ByteTable<>();

  @Test
  void forgetsButNeverTakesOneForAnother() {
    int found = 0;
    for (int n = 0; n < 100_000; n++) {
      ByteRange key = key("name-" + n);
      assertThat(table.find(key)).isNull();
      table.put(key, "value-" + n);
      assertThat(table.find(key)).isEqualTo("value-" + n);
    }
    for (int n = 0; n < 100_000; n++) {
      String value = table.find(key("name-" + n));
      if (value != null) {
        assertThat(value).isEqualTo("value-" + n);
        found++;
      }
    }

    assertThat(found).isBetween(4_000, 8_192);
  }

  @Test
  void aKeyIsItsBytesWhereverTheyStand() {
    byte[] bytes = "..resource-spans-schema..".getBytes(UTF_8);
    byte[] others = "resource, spans, schema".getBytes(UTF_8);
    table.put(new ByteRange().set(bytes, 2, 23).without(10, 17), "found");

    assertThat(table.find(new ByteRange().set(others, 0, 23).without(8, 17))).isEqualTo("found");
    assertThat(table.find(new ByteRange().set(others, 0, 23).without(8, 16))).isNull();
    assertThat(table.find(new ByteRange().set(others, 0, 23).without(7, 17))).isNull();
    assertThat(table.find(key("resource"))).isNull();
  }

  @Test
  void keepsNoMoreBytesThanItMay() {
    Random random = new Random(1);
    byte[] large = new byte[60 << 10];
    for (int n = 0; n < 500; n++) {
      random.nextBytes(large);
      table.put(ByteRange.of(large.clone()), "large");
    }
    byte[] outsized = new byte[65 << 10];
    table.put(ByteRange.of(outsized), "outsized");

    assertThat(table.keyBytes()).isBetween(1 << 20, 2 << 20);
    assertThat(table.find(ByteRange.of(outsized))).isNull();
  }

  private static ByteRange key(String text) {
    return ByteRange.of(text.getBytes(UTF_8));
  }
}
