-- The shop's tables in MySQL or MariaDB, as the orders job reads them. Every row knows when it was last changed.
CREATE TABLE customers (
  customer_id INT UNSIGNED NOT NULL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  email VARCHAR(200),
  country CHAR(2) NOT NULL,
  is_business TINYINT(1) NOT NULL DEFAULT 0,
  updated_at DATETIME(6) NOT NULL,
  KEY (updated_at)
);

CREATE TABLE products (
  product_id INT UNSIGNED NOT NULL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  category VARCHAR(50),
  price DECIMAL(12, 2) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  KEY (updated_at)
);

CREATE TABLE orders (
  order_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
  customer_id INT UNSIGNED NOT NULL,
  status ENUM('placed', 'paid', 'sent', 'returned', 'cancelled') NOT NULL,
  ordered_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  KEY (ordered_at),
  KEY (updated_at),
  FOREIGN KEY (customer_id) REFERENCES customers (customer_id)
);

CREATE TABLE order_lines (
  order_id BIGINT UNSIGNED NOT NULL,
  line SMALLINT UNSIGNED NOT NULL,
  product_id INT UNSIGNED NOT NULL,
  quantity INT UNSIGNED NOT NULL,
  unit_price DECIMAL(12, 2) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  PRIMARY KEY (order_id, line),
  KEY (updated_at),
  FOREIGN KEY (order_id) REFERENCES orders (order_id) ON DELETE CASCADE,
  FOREIGN KEY (product_id) REFERENCES products (product_id)
);
