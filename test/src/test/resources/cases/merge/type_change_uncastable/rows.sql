INSERT INTO item VALUES (1, '12'), (2, 'twelve');
