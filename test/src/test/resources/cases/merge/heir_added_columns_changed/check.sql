SELECT extra = 'x' FROM heir;
