package io.spanline.capture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of a record as bytes of the spool. */
final class SpooledHeaders {
  private static final int NO_VALUE = -1;

  private SpooledHeaders() {}

  static byte[] write(Headers headers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (Header header : headers) {
      out.writeUTF(header.key());
      byte[] value = header.value();
      out.writeInt(value == null ? NO_VALUE : value.length);
      if (value != null) {
        out.write(value);
      }
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #write} wrote. */
  static Headers read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    Headers headers = new RecordHeaders();
    while (in.available() > 0) {
      String key = in.readUTF();
      int length = in.readInt();
      headers.add(key, length == NO_VALUE ? null : in.readNBytes(length));
    }
    return headers;
  }
}
