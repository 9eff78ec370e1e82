"""The parts that windows are put together from, each themed by the Look it is handed."""
