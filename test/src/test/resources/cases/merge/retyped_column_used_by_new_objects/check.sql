SELECT label = 'one!' FROM item;
