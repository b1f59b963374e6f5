ALTER TABLE detail ADD CONSTRAINT detail_code_fkey FOREIGN KEY (code) REFERENCES item (code);
