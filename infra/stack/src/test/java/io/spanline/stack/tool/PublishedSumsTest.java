package io.spanline.stack.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublishedSumsTest {
  private static final String SUM =
      "5088BCD396351EDEBF9280EE4D5D0F89F4839ECD64A8711E91A22DEA6DDB719C";

  @Test
  void findsTheWholeNameInEitherMode() {
    PublishedSums sums =
        new PublishedSums("%064d  a.tar.gz.sig\r\n%s *a.tar.gz\r\n".formatted(1, SUM));

    assertThat(sums.of("a.tar.gz"))
        .isEqualTo("5088bcd396351edebf9280ee4d5d0f89f4839ecd64a8711e91a22dea6ddb719c");
    assertThat(sums.of("a.tar.gz.sig")).endsWith("01");
  }

  @Test
  void hasNoSumForALineThatIsNone() {
    PublishedSums sums = new PublishedSums("<html>\nabc  a\n" + SUM + "0  a\n" + SUM + "\n");

    assertThat(sums.of("a")).isNull();
    assertThat(sums.of("")).isNull();
  }
}
