"""What is done, where it says what is measured: 5万名|农村妇女|免费提供宫颈癌筛查."""
