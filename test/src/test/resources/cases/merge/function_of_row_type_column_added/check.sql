SELECT label = 'one' FROM labels;
