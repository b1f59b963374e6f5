CREATE VIEW labels AS SELECT label(i) AS label FROM item i;
