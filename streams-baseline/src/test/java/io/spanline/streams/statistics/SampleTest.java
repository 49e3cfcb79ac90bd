package io.spanline.streams.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.spanline.statistics.CallCounts;
import io.spanline.statistics.CallTimes;
import io.spanline.statistics.RequestCounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleTest {
  private static final RequestCounts ONE_REQUEST = new RequestCounts(1, 0, 0);
  private static final CallCounts ONE_CALL = new CallCounts(1, 0, 0);

  static Stream<Sample> samples() {
    return Stream.of(
        new Sample.Request(ONE_REQUEST, 5_000_000_000L),
        new Sample.Request(ONE_REQUEST, -3L),
        new Sample.Request(ONE_REQUEST, null),
        new Sample.Request(new RequestCounts(1, 1, 0), 4L),
        new Sample.Older(new RequestCounts(1, 1, 0)),
        new Sample.Call(ONE_CALL, new CallTimes(5_000_000_000L, 4L, -3L)),
        new Sample.Call(ONE_CALL, new CallTimes(5L, null, null)),
        new Sample.Call(ONE_CALL, new CallTimes(null, 4L, -3L)),
        new Sample.Call(new CallCounts(0, 1, -1), new CallTimes(5L, 4L, 3L)),
        Sample.NOTHING);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isReadAsItWasWritten(Sample sample) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    sample.writeTo(out);
    out.flush();

    CodedInputStream in = CodedInputStream.newInstance(bytes.toByteArray());

    assertThat(Sample.readFrom(in)).isEqualTo(sample);
    assertThat(in.isAtEnd()).isTrue();
  }
}
