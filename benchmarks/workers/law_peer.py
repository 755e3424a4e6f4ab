"""The same rule in OpenFisca-core, from the same file and on arrays in memory. usage: law_peer.py FILE

As fast as its interface allows: a plain population of so many persons, inputs set as arrays, one calculation. A fact
that is not known is taken for no.
"""

import sys
import time
from pathlib import Path
from statistics import median

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
from boot import answer
from law_rule import RATING, READ, TITLE, TURNS, YEAR
from openfisca_core.entities import build_entity
from openfisca_core.periods import YEAR as YEARLY
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = build_entity("person", "persons", "", is_person=True)


class held(Variable):  # noqa: N801 -- the name of a variable in OpenFisca
    value_type = bool
    entity = Person
    definition_period = YEARLY


class rated(Variable):  # noqa: N801 -- the same
    value_type = bool
    entity = Person
    definition_period = YEARLY


class qualifies(Variable):  # noqa: N801 -- the same
    value_type = bool
    entity = Person
    definition_period = YEARLY

    def formula(person, period, _parameters):  # noqa: N805 -- as OpenFisca calls it
        found = person("rated", period)
        for back in (1, 2, 3):
            found = found * person("held", period.offset(-back, "year"))
        return found


def main() -> None:
    path = Path(sys.argv[1])
    system = TaxBenefitSystem([Person])
    system.add_variables(held, rated, qualifies)
    whole, bare, result = [], [], np.zeros(0)
    for turn in range(TURNS + 1):
        started = time.perf_counter()
        table = pq.read_table(path, columns=["id", *READ])
        inputs = {name: pc.fill_null(pc.equal(table[name], 2), False).to_numpy() for name in READ}
        simulation = SimulationBuilder().build_default_simulation(system, len(table))
        for name, array in inputs.items():
            fact, _, year = name.partition("@")
            simulation.set_input({TITLE: "held", RATING: "rated"}[fact], year, array)
        ready = time.perf_counter()
        result = simulation.calculate("qualifies", str(YEAR))
        ended = time.perf_counter()
        if turn:  # the first one warms up
            whole.append(ended - started)
            bare.append(ended - ready)
    answer(whole=median(whole), bare=median(bare), met=int(result.sum()))


if __name__ == "__main__":
    main()
