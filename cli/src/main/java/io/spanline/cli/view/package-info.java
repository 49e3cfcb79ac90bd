/** What people see: lines, tables, bars and waterfalls in a terminal. */
@NullMarked
package io.spanline.cli.view;

import org.jspecify.annotations.NullMarked;
