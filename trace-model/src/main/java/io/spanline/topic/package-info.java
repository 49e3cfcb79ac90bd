/** The Kafka topics that Spanline's processes meet on, and the JSON forms of what they carry. */
@NullMarked
package io.spanline.topic;

import org.jspecify.annotations.NullMarked;
