"""Writes bank-holidays.json: the bank holidays of each part of the United Kingdom as the PyPI package holidays gives them.

    pip install holidays==0.109 && python3 make.py            (with --swift: the lines of BankHolidayDays.swift)
"""
import json
import pathlib
import sys

import holidays

YEARS = range(2015, 2029)
NATIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}


def days(part, year):
    return sorted(day.isoformat() for day in holidays.UK(subdiv=part, years=year) if day.year == year)


def main():
    for year in YEARS:
        assert days("ENG", year) == days("WLS", year), year
    known = {name: {str(year): days(part, year) for year in YEARS} for name, part in NATIONS.items()}
    if "--swift" in sys.argv:
        for name, years in known.items():
            print(f"    // {name}")
            for year, listed in years.items():
                print(f'    {year}: "{" ".join(day[5:] for day in listed)}",')
        return
    pathlib.Path(__file__).with_name("bank-holidays.json").write_text(
        json.dumps({"package": f"holidays {holidays.__version__}", "days": known}, indent=1) + "\n")


main()
