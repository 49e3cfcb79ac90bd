package io.spanline.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:8202", "stock:80", ":8202", "[::]:8202", "[::1]:1", "my_host:65535"})
  void isWrittenAsItIsRead(String text) {
    assertThat(Address.of(text)).get().hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "stock",
        "8202",
        "stock:",
        "stock:0",
        "stock:65536",
        "stock:123456",
        "stock:-1",
        "::1:80",
        "a b:80",
        "http://stock:80",
        "stock:80/",
        "u@stock:80",
        "[stock]:80",
        "[::1:80",
        "stock:8O",
        "a'b:80",
        "$(x):80"
      })
  void isNothingElse(String text) {
    assertThat(Address.of(text)).isEmpty();
  }
}
